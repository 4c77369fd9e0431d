package dev.postern.local.parts;

import java.time.Duration;
import java.time.Instant;

/** Waits that double from one second to one minute, and start again after a quiet time. */
final class BackOff {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofMinutes(5);

  private Duration next = SHORTEST;
  private Instant last = Instant.EPOCH;

  Duration next() {
    return next(Instant.now());
  }

  synchronized Duration next(Instant now) {
    Duration wait = now.isAfter(last.plus(QUIET)) ? SHORTEST : next;
    last = now;
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
