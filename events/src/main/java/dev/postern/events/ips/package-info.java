/** Events of public addresses: topic {@code postern.ips}, ordered by address. */
package dev.postern.events.ips;
