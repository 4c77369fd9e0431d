package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final AtomicLong now = new AtomicLong();
  private final Throttle throttle = new Throttle(4, new HandClock(now));

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

  private record HandClock(AtomicLong now) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return now.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private int takenAtOnce() {
    int taken = 0;
    while (throttle.take().isZero()) {
      taken++;
    }
    return taken;
  }
}
