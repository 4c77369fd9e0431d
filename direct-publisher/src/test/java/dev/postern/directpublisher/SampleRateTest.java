package dev.postern.directpublisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SampleRateTest {

  private final AtomicLong nanos = new AtomicLong();
  private final SampleRate<String> rate = new SampleRate<>(nanos::get);

  @Test
  void tenOfAReasonInASecondArePublishedAndTheNextOneSaysTheRest() {
    for (int i = 0; i < 10; i++) {
      assertThat(rate.take("one")).isEqualTo(OptionalLong.of(0));
    }
    for (int i = 0; i < 7; i++) {
      assertThat(rate.take("one")).isEmpty();
    }

    nanos.addAndGet(1_000_000_000L);

    assertThat(rate.take("one")).isEqualTo(OptionalLong.of(7));
    assertThat(rate.take("one")).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void oneReasonDoesNotHideAnother() {
    for (int i = 0; i < 20; i++) {
      rate.take("one");
    }

    assertThat(rate.take("another")).isEqualTo(OptionalLong.of(0));
  }
}
