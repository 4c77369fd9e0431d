package dev.postern.credential.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(1));

  @ParameterizedTest
  @CsvSource({"1,1000", "2,2000", "5,16000", "9,256000", "10,300000", "1000,300000"})
  void doublesUpToItsLimitAndDrawsTheUpperHalfByLot(int attempt, long limit) {
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.after(attempt).toMillis()).isBetween(limit / 2, limit);
    }
  }

  @Test
  void doesNotLetAllTryAtOnce() {
    assertThat(backoff.after(5)).isNotEqualTo(backoff.after(5));
  }
}
