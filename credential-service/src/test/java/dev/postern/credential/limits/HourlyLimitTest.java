package dev.postern.credential.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourlyLimitTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final HourlyLimit limit = new HourlyLimit(2);

  @Test
  void letsAsManyThroughAsItSays() {
    assertThat(limit.waitAfter(List.of(), NOON)).isEmpty();
    assertThat(limit.waitAfter(List.of(NOON.minusSeconds(1)), NOON)).isEmpty();
  }

  @Test
  void makesTheNextWaitUntilTheOldestIsAnHourOld() {
    List<Instant> earlier = List.of(NOON.minusSeconds(3000), NOON.minusSeconds(10));

    assertThat(limit.waitAfter(earlier, NOON)).contains(Duration.ofSeconds(600));
  }
}
