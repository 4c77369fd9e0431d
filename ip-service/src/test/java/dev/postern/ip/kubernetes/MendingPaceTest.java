package dev.postern.ip.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MendingPaceTest {

  private static final String ADDRESS = "203.0.113.7";

  private final AtomicLong now = new AtomicLong();
  private final MendingPace pace = new MendingPace(now::get);

  @Test
  void theFirstTimeIsAtOnceAndEachLaterOneWaitsLongerUpToAMinute() {
    for (int seconds : new int[] {0, 1, 2, 4, 8, 16, 32, 60, 60}) {
      if (seconds > 0) {
        pass(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(pace.isDue(ADDRESS)).as("after less than %s s", seconds).isFalse();
        pass(Duration.ofMillis(1));
      }
      assertThat(pace.isDue(ADDRESS)).as("after %s s", seconds).isTrue();
      pace.mended(ADDRESS);
    }
  }

  @Test
  void afterACalmTimeTheNextOneIsAFirstOne() {
    for (int i = 0; i < 5; i++) {
      pace.mended(ADDRESS);
    }
    pass(Duration.ofMinutes(6));
    pace.mended(ADDRESS);

    pass(Duration.ofSeconds(1));

    assertThat(pace.isDue(ADDRESS)).isTrue();
  }

  @Test
  void oneAddressDoesNotWaitForAnother() {
    pace.mended(ADDRESS);

    assertThat(pace.isDue("203.0.113.8")).isTrue();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
