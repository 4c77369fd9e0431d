/** Events of accounts' public keys: topic {@code postern.keys}, ordered by account. */
package dev.postern.events.keys;
