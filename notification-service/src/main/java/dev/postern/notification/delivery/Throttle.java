package dev.postern.notification.delivery;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Limits the mails per second, as mail servers ask their clients to do: a bucket that holds the
 * permits of one second and fills evenly.
 */
final class Throttle {

  private final Bucket bucket;

  /**
   * @param perSecond above 0
   * @param clock one that never goes back
   */
  Throttle(int perSecond, TimeMeter clock) {
    bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .withCustomTimePrecision(clock)
            .build();
  }

  /** Takes a permit: zero where there was one, else how long until there may be. */
  Duration take() {
    return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** For a permit that no mail was sent with. */
  void giveBack() {
    bucket.addTokens(1);
  }
}
