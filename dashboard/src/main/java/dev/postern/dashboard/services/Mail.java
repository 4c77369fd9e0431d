package dev.postern.dashboard.services;

import java.time.Instant;
import java.util.Set;

/** A mail in the delivery history; {@code to} is masked, and null before the first attempt. */
public record Mail(
    String id,
    String kind,
    String account,
    String container,
    long generation,
    String state,
    String to,
    int attempts,
    String lastError,
    Instant createdAt,
    Instant nextAttemptAt,
    Instant sentAt) {

  private static final Set<String> MOVING = Set.of("PENDING", "SENDING");

  public boolean isSent() {
    return "SENT".equals(state);
  }

  /** Whether something more will happen by itself. */
  public boolean isMoving() {
    return MOVING.contains(state);
  }

  /** Whether it was accepted and came back. */
  public boolean isBounced() {
    return "BOUNCED".equals(state);
  }

  /** Whether it waits until the account has an address. */
  public boolean lacksContact() {
    return "NO_CONTACT".equals(state);
  }

  public boolean isFailed() {
    return "FAILED".equals(state);
  }
}
