package dev.postern.credential.credential;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** When a password is tried in its container: whose turn it is, and until when it is worth it. */
@Embeddable
class RetrySchedule {

  private Instant applyBy;
  private int attempts;
  private Instant nextAttemptAt;
  private Instant leasedUntil;

  RetrySchedule() {}

  RetrySchedule(Instant first, Instant applyBy) {
    this.nextAttemptAt = first;
    this.applyBy = applyBy;
  }

  void take(Instant until) {
    attempts++;
    leasedUntil = until;
  }

  /** Gives the turn back. */
  void again(Instant at) {
    nextAttemptAt = at;
    leasedUntil = null;
  }

  /** Brings the next turn forward; whoever has one keeps it. */
  void retryNow(Instant now) {
    nextAttemptAt = now;
  }

  void end() {
    again(null);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(applyBy);
  }

  int attempts() {
    return attempts;
  }
}
