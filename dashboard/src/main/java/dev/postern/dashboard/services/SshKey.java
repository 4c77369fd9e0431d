package dev.postern.dashboard.services;

import java.time.Instant;

/** A public key as key-service tells it; times that are not are null. */
public record SshKey(
    String id,
    String account,
    String title,
    String type,
    int bits,
    String fingerprint,
    String comment,
    Instant addedAt,
    Instant lastUsedAt,
    Instant expiresAt,
    String state,
    String disabledReason) {

  public boolean isActive() {
    return "ACTIVE".equals(state);
  }

  public boolean isExpired() {
    return "EXPIRED".equals(state);
  }
}
