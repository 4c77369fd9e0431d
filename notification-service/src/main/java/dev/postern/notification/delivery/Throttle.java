package dev.postern.notification.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the mails per second, as mail servers ask their clients to do: a bucket that holds the
 * permits of one second and fills evenly.
 */
final class Throttle {

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final int perSecond;
  private final LongSupplier nanoTime;
  private double permits;
  private long filledAt;

  /**
   * @param perSecond above 0
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  Throttle(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    permits = perSecond;
    filledAt = nanoTime.getAsLong();
  }

  /** Takes a permit: zero where there was one, else how long until there may be. */
  synchronized Duration take() {
    fill();
    if (permits >= 1) {
      permits--;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((1 - permits) * NANOS / perSecond));
  }

  /** For a permit that no mail was sent with. */
  synchronized void giveBack() {
    permits = Math.min(perSecond, permits + 1);
  }

  private void fill() {
    long now = nanoTime.getAsLong();
    permits = Math.min(perSecond, permits + (now - filledAt) * perSecond / NANOS);
    filledAt = now;
  }
}
