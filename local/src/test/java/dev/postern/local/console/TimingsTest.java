package dev.postern.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTest {

  @Test
  void theLongestIsFirstAndEachIsDrawnWhereItWas() {
    Timings timings = new Timings();
    timings.add("Kafka", Duration.ZERO, Duration.ofSeconds(2));
    timings.add("key-service", Duration.ofSeconds(2), Duration.ofSeconds(6));

    List<String> lines = timings.lines();

    assertThat(lines.get(0)).contains("key-service").contains("6.0 s");
    assertThat(lines.get(0)).endsWith("  " + " ".repeat(10) + "━".repeat(30));
    assertThat(lines.get(1)).contains("Kafka").endsWith("  " + "━".repeat(10));
  }

  @Test
  void whatTookNoTimeIsSeen() {
    Timings timings = new Timings();
    timings.add("everything", Duration.ZERO, Duration.ofSeconds(10));
    timings.add("programs", Duration.ofSeconds(10), Duration.ZERO);

    assertThat(timings.lines().get(1)).endsWith("━");
  }
}
