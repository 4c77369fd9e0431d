package dev.postern.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 60", "3, 120", "7, 1920", "8, 3600", "9, 3600", "1000, 3600"})
  void theBoundDoublesUpToTheLongest(int failures, long seconds) {
    assertThat(Backoff.exact(FIRST, LONGEST).after(failures))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.999, 480", "0.5, 0, 480", "0.5, 0.5, 360", "1, 0, 480", "1, 0.75, 120"})
  void jitterIsThePartThatIsDrawn(double jitter, double random, long seconds) {
    assertThat(new Backoff(FIRST, LONGEST, jitter, () -> random).after(5))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2000", "5, 16000", "9, 256000", "10, 300000", "1000, 300000"})
  void halfJitterDrawsTheUpperHalf(int failures, long bound) {
    Random random = new Random(1);
    var backoff =
        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.5, random::nextDouble);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.after(failures).toMillis()).isBetween(bound / 2, bound);
    }
  }

  @Test
  void whatFailedTogetherDoesNotComeBackTogether() {
    Backoff half = Backoff.withHalfJitter(FIRST, LONGEST);
    Backoff full = Backoff.withFullJitter(FIRST, LONGEST);
    assertThat(half.after(5)).isNotEqualTo(half.after(5)).isBetween(seconds(240), seconds(480));
    assertThat(full.after(5)).isNotEqualTo(full.after(5)).isBetween(Duration.ZERO, seconds(480));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
