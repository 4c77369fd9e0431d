package dev.postern.credential.credential;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: doubled each time up to a limit, of which the upper half is drawn by lot.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

  /**
   * @param attempt 1 for the first one that failed
   */
  Duration after(int attempt) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    long limit = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(limit / 2 + random.nextLong(limit / 2 + 1));
  }
}
