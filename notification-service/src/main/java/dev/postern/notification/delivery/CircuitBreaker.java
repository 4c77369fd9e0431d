package dev.postern.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Pauses all sending for a while after the mail server refused this service. */
final class CircuitBreaker {

  private final Clock clock;
  private final Duration pause;
  private final AtomicReference<Instant> openUntil = new AtomicReference<>(Instant.MIN);

  CircuitBreaker(Clock clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  void open() {
    openUntil.set(clock.instant().plus(pause));
  }

  boolean isOpen() {
    return clock.instant().isBefore(openUntil.get());
  }
}
