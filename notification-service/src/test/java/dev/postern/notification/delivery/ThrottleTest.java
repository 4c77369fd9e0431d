package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final AtomicLong now = new AtomicLong();
  private final Throttle throttle = new Throttle(4, now::get);

  @Test
  void aSecondsWorthGoesAtOnceAndTheNextWaits() {
    assertThat(takenAtOnce()).isEqualTo(4);

    assertThat(throttle.take()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void permitsComeBackEvenly() {
    takenAtOnce();

    now.addAndGet(Duration.ofMillis(500).toNanos());

    assertThat(takenAtOnce()).isEqualTo(2);
  }

  @Test
  void aLongPauseSavesNoMoreThanASecondsWorth() {
    now.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(takenAtOnce()).isEqualTo(4);
  }

  @Test
  void aPermitThatWasNotUsedIsThereAgain() {
    takenAtOnce();

    throttle.giveBack();

    assertThat(takenAtOnce()).isEqualTo(1);
  }

  private int takenAtOnce() {
    int taken = 0;
    while (throttle.take().isZero()) {
      taken++;
    }
    return taken;
  }
}
