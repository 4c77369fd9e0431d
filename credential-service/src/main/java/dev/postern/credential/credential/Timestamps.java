package dev.postern.credential.credential;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** When a password took each of its steps; null before. */
@Embeddable
class Timestamps {

  private Instant requestedAt;
  private Instant applyingAt;
  private Instant provenAt;
  private Instant appliedAt;
  private Instant notifiedAt;
  private Instant finishedAt;
  private Instant driftedAt;

  Timestamps() {}

  Timestamps(Instant requestedAt) {
    this.requestedAt = requestedAt;
  }

  void applying(Instant now) {
    applyingAt = now;
  }

  void proven(Instant now) {
    provenAt = now;
  }

  void applied(Instant now) {
    appliedAt = now;
  }

  void notified(Instant now) {
    notifiedAt = now;
  }

  void finished(Instant now) {
    finishedAt = now;
  }

  /**
   * @return false where that was noticed before
   */
  boolean drifted(Instant now) {
    if (driftedAt != null) {
      return false;
    }
    driftedAt = now;
    return true;
  }

  Instant requestedAt() {
    return requestedAt;
  }

  Instant applyingAt() {
    return applyingAt;
  }

  Instant appliedAt() {
    return appliedAt;
  }

  Instant notifiedAt() {
    return notifiedAt;
  }

  Instant finishedAt() {
    return finishedAt;
  }

  Instant driftedAt() {
    return driftedAt;
  }
}
