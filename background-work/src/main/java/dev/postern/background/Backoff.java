package dev.postern.background;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Pauses between failed attempts. The bound doubles with every failure, up to a longest one; jitter
 * is the part of the bound that is drawn by lot, so that what failed together does not come back
 * together.
 */
public final class Backoff {

  private static final int MOST_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final double jitter;
  private final DoubleSupplier random;

  /**
   * @param random uniform in [0, 1)
   */
  Backoff(Duration first, Duration longest, double jitter, DoubleSupplier random) {
    this.first = first;
    this.longest = longest;
    this.jitter = jitter;
    this.random = random;
  }

  /** Each pause is the bound, for work that only one worker does at a time. */
  public static Backoff exact(Duration first, Duration longest) {
    return new Backoff(first, longest, 0, () -> 0);
  }

  /** Each pause is between half the bound and the bound. */
  public static Backoff withHalfJitter(Duration first, Duration longest) {
    return new Backoff(first, longest, 0.5, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Each pause is between zero and the bound. */
  public static Backoff withFullJitter(Duration first, Duration longest) {
    return new Backoff(first, longest, 1, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param failures how many attempts have failed, from 1
   */
  public Duration after(int failures) {
    long bound = bound(failures).toMillis();
    return Duration.ofMillis(bound - (long) (bound * jitter * random.getAsDouble()));
  }

  private Duration bound(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
