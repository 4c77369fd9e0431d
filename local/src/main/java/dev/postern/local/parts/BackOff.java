package dev.postern.local.parts;

import java.time.Duration;
import java.time.Instant;

/** Waits that double from one second on to one minute, and start again after a quiet time. */
final class BackOff {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofMinutes(5);

  private final Duration shortest;
  private Duration next;
  private Instant last = Instant.EPOCH;
  private int inARow;

  BackOff() {
    this(SHORTEST);
  }

  BackOff(Duration shortest) {
    this.shortest = shortest;
    this.next = shortest;
  }

  Duration next() {
    return next(Instant.now());
  }

  synchronized Duration next(Instant now) {
    boolean quiet = now.isAfter(last.plus(QUIET));
    Duration wait = quiet ? shortest : next;
    inARow = quiet ? 1 : inARow + 1;
    last = now;
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }

  /** How many waits there were without a quiet time between them, the last one included. */
  synchronized int inARow() {
    return inARow;
  }
}
