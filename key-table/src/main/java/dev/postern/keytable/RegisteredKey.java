package dev.postern.keytable;

import java.time.Instant;

/**
 * A key that is registered and not disabled.
 *
 * @param id the key's id
 * @param expiresAt null where it does not expire
 */
public record RegisteredKey(Fingerprint fingerprint, String account, String id, Instant expiresAt) {

  /** Whether it opens anything at that time. */
  public boolean opensAt(Instant time) {
    return expiresAt == null || time.isBefore(expiresAt);
  }
}
