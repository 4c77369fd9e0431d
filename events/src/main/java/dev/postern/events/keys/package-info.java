/** Events of accounts' public keys and shares: topic {@code postern.keys}, ordered by account. */
package dev.postern.events.keys;
