package dev.postern.outbox;

import java.time.Duration;

/** Pauses between attempts: the first is short, each is twice the one before, up to a longest. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  private Backoff() {}

  /**
   * @param failures how many attempts have failed before this one's failure
   */
  static Duration delay(OutboxConfig config, int failures) {
    Duration delay = config.retryDelay().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return delay.compareTo(config.maxRetryDelay()) < 0 ? delay : config.maxRetryDelay();
  }
}
