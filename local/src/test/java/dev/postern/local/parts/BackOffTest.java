package dev.postern.local.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void eachFailureWaitsLongerUpToAMinute() {
    // Given
    BackOff backOff = new BackOff();

    // When
    Duration last = Duration.ZERO;
    for (int i = 0; i < 10; i++) {
      Duration next = backOff.next(START.plusSeconds(i));
      assertThat(next).isGreaterThanOrEqualTo(last);
      last = next;
    }

    // Then
    assertThat(last).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aQuietTimeBeginsAnew() {
    // Given
    BackOff backOff = new BackOff();
    backOff.next(START);
    backOff.next(START.plusSeconds(1));

    // When
    Duration next = backOff.next(START.plus(Duration.ofMinutes(10)));

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(1));
    assertThat(backOff.inARow()).isEqualTo(1);
  }

  @Test
  void waitsInARowAreCounted() {
    // Given
    BackOff backOff = new BackOff();

    // When
    for (int i = 0; i < 4; i++) {
      backOff.next(START.plusSeconds(i));
    }

    // Then
    assertThat(backOff.inARow()).isEqualTo(4);
  }
}
