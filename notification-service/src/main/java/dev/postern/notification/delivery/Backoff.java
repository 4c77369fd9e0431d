package dev.postern.notification.delivery;

import java.time.Duration;

/**
 * Exponential back-off with full jitter: a random time up to a bound that doubles with every
 * attempt, so that jobs that failed together do not come back together.
 *
 * @param base the bound after the first attempt
 * @param cap the greatest bound
 */
record Backoff(Duration base, Duration cap) {

  private static final int MAX_DOUBLINGS = 30;

  /**
   * @param attempts how many failed, from 1
   * @param random uniform in [0, 1)
   */
  Duration after(int attempts, double random) {
    long doubled = base.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
    long bound = doubled <= 0 ? cap.toMillis() : Math.min(doubled, cap.toMillis());
    return Duration.ofMillis((long) (bound * random));
  }
}
