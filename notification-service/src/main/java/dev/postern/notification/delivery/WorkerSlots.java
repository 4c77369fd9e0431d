package dev.postern.notification.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** At most so many workers at once, and none that begins once the service stops. */
final class WorkerSlots {

  private final int count;
  private final Semaphore free;
  private volatile boolean closed;

  WorkerSlots(int count) {
    this.count = count;
    free = new Semaphore(count);
  }

  /** False where all are taken, or the service stops. */
  boolean take() {
    return !closed && free.tryAcquire();
  }

  void giveBack() {
    free.release();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Nobody takes one from now on.
   *
   * @param patience how long this waits for those that are taken
   * @return false where some were not given back in time
   */
  boolean close(Duration patience) {
    closed = true;
    try {
      return free.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
