package dev.postern.topicreader;

import java.time.Duration;

/** When Kafka is asked again whether it is there. */
final class ConfirmSchedule {

  private final long every;
  private long last;
  private boolean caughtUp;
  private boolean idle;

  ConfirmSchedule(Duration every) {
    this.every = every.toNanos();
    this.last = System.nanoTime() - this.every;
  }

  /** A reader that found nothing more may have caught up: the answer should not wait. */
  boolean isDue() {
    return System.nanoTime() - last >= every || (idle && !caughtUp);
  }

  void confirmed(boolean nowCaughtUp) {
    last = System.nanoTime();
    caughtUp = nowCaughtUp;
    idle = false;
  }

  void polled(boolean something) {
    idle = !something;
  }
}
