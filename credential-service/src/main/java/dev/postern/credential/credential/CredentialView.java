package dev.postern.credential.credential;

import dev.postern.events.containers.Proof;
import java.time.Instant;

/**
 * The public part of a password's life; times are null where a step was not reached.
 *
 * @param driftedAt when an inspection found that the password was changed in the container
 * @param reason a word such as {@code UNREACHABLE}, or null
 */
public record CredentialView(
    String container,
    long generation,
    GenerationState state,
    String reason,
    Proof proof,
    String batch,
    Instant requestedAt,
    Instant applyingAt,
    Instant appliedAt,
    Instant notifiedAt,
    Instant finishedAt,
    Instant driftedAt,
    int attempts) {

  static CredentialView of(
      String container,
      long generation,
      GenerationState state,
      String reason,
      Proof proof,
      String batch,
      Timestamps timestamps,
      int attempts) {
    return new CredentialView(
        container,
        generation,
        state,
        reason,
        proof,
        batch,
        timestamps.requestedAt(),
        timestamps.applyingAt(),
        timestamps.appliedAt(),
        timestamps.notifiedAt(),
        timestamps.finishedAt(),
        timestamps.driftedAt(),
        attempts);
  }
}
