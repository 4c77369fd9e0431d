package dev.postern.directpublisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockSequenceTest {

  @Test
  void itGrowsWhateverTheClockDoes() {
    var clock = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    var sequence = new ClockSequence(clock::get);

    long first = sequence.next();
    long atTheSameMoment = sequence.next();
    clock.set(clock.get().minusSeconds(3600));
    long setBack = sequence.next();
    clock.set(clock.get().plusSeconds(7200));
    long later = sequence.next();

    assertThat(first).isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1000);
    assertThat(atTheSameMoment).isEqualTo(first + 1);
    assertThat(setBack).isEqualTo(first + 2);
    assertThat(later).isEqualTo(first + 3_600_000_000L);
  }
}
