package dev.postern.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void awayFromATerminalLinesArePlain() {
    // Given
    Console console = console(false, Map.of());

    // When
    try (Steps steps = new Steps(console)) {
      steps.run("Kafka", () -> "localhost:9092");
    }

    // Then
    assertThat(output()).contains("… Kafka\n").contains("✓ Kafka").contains("localhost:9092");
    assertThat(output()).doesNotContain("\u001b").doesNotContain("\r");
  }

  @Test
  void aTerminalGetsColoursUnlessItDeclines() {
    // When
    console(true, Map.of()).done("done");
    String coloured = output();
    bytes.reset();
    console(true, Map.of("NO_COLOR", "1")).done("done");

    // Then
    assertThat(coloured).contains("\u001b[32m");
    assertThat(output()).doesNotContain("\u001b[3");
  }

  @Test
  void aFailureNamesItsStepAndItsReason() {
    // Given
    Console console = console(false, Map.of());

    // When / Then
    try (Steps steps = new Steps(console)) {
      assertThatThrownBy(
              () ->
                  steps.run(
                      "Kafka",
                      () -> {
                        throw new IOException("the folder is taken");
                      }))
          .isInstanceOfSatisfying(
              StepFailedException.class, e -> assertThat(e.step()).isEqualTo("Kafka"))
          .hasMessage("the folder is taken");
    }
    assertThat(output()).contains("✗ Kafka");
  }

  @Test
  void durationsReadLikeAPersonSaysThem() {
    assertThat(Durations.text(Duration.ofMillis(85))).isEqualTo("85 ms");
    assertThat(Durations.text(Duration.ofMillis(4230))).isEqualTo("4.2 s");
    assertThat(Durations.text(Duration.ofSeconds(65))).isEqualTo("1 min 05 s");
    assertThat(Durations.text(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
  }

  private Console console(boolean live, Map<String, String> environment) {
    return new Console(new PrintStream(bytes, true, UTF_8), live, environment);
  }

  private String output() {
    return bytes.toString(UTF_8);
  }
}
