package dev.postern.dashboard.services;

import java.time.Instant;

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

  public boolean isSent() {
    return "SENT".equals(state);
  }

  public boolean isFailed() {
    return "FAILED".equals(state);
  }
}
