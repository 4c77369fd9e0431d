package dev.postern.credential.credential;

import jakarta.persistence.Embeddable;
import java.time.Instant;

/** When a password is tried in its container: by which attempt, and until when. */
@Embeddable
class RetrySchedule {

  private Instant applyBy;
  private int attempts;
  private int refusals;
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

  /** Ends an attempt; the next one is due at this time. */
  void again(Instant at) {
    nextAttemptAt = at;
    leasedUntil = null;
  }

  /** The container answered the attempt, and refused. */
  void refused() {
    refusals++;
  }

  /** Makes the next attempt due now; a running one goes on. */
  void retryNow(Instant now) {
    nextAttemptAt = now;
  }

  void end() {
    again(null);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(applyBy);
  }

  /** How many were begun, whether or not they reached the container. */
  int attempts() {
    return attempts;
  }

  /** How many the container answered, and refused. */
  int refusals() {
    return refusals;
  }
}
