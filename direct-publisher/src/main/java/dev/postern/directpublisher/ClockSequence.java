package dev.postern.directpublisher;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code ce_sequence} of a publisher that has no row to count in: the microsecond of this
 * publisher's clock, ever increasing, whatever the clock does. Events of several publishers under
 * one key are in the order of their clocks.
 */
final class ClockSequence {

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  ClockSequence(InstantSource clock) {
    this.clock = clock;
  }

  long next() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return last.updateAndGet(before -> Math.max(before + 1, now));
  }
}
