package dev.postern.key.registration;

import java.time.Instant;

/** A key as its owner sees it. */
record KeyView(
    String id,
    String account,
    String title,
    String type,
    int bits,
    String fingerprint,
    String comment,
    Instant addedAt,
    Instant expiresAt,
    KeyStatus state) {

  static KeyView of(SshKey key) {
    return new KeyView(
        key.id,
        key.account,
        key.title,
        key.type,
        key.bits,
        key.fingerprint,
        key.comment,
        key.addedAt,
        key.expiresAt,
        key.stateAt(Instant.now()));
  }
}
