package dev.postern.backends.containers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that the kernel does not signal. */
final class Polling {

  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private Polling() {}

  /** Whether the condition came true within the limit; an interrupted thread stops waiting. */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
