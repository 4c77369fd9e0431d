package dev.postern.dashboard.services;

import java.time.Instant;
import java.util.Set;

/** A mail in the delivery history; never its address or its content. */
public record Mail(
    String id,
    String kind,
    String account,
    String container,
    long generation,
    String state,
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

  public boolean isFailed() {
    return "FAILED".equals(state);
  }
}
