package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 60", "3, 120", "7, 1920", "8, 3600", "9, 3600", "1000, 3600"})
  void theBoundDoublesUpToTheCap(int attempts, long seconds) {
    assertThat(backoff.after(attempts, 1.0)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theJitterIsFull() {
    assertThat(backoff.after(5, 0)).isZero();
    assertThat(backoff.after(1, 0.5)).isEqualTo(Duration.ofSeconds(15));
  }
}
