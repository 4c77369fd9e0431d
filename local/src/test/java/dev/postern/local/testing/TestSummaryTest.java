package dev.postern.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.local.parts.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {

  private static final Path SOURCE =
      Path.of("src/main/java/dev/postern/local/testing/TestSummary.java").toAbsolutePath();

  @TempDir Path root;

  private record Outcome(int exitCode, List<String> lines) {}

  @Test
  void namesBackendsSkipsWithReasonsAndEndsWithTheCounts() throws Exception {
    // Given
    report(
        "<testcase classname='A' name='works'/>"
            + "<testcase classname='A' name='docker'><skipped message='no engine answers'/></testcase>");

    // When: as the script runs it, without a build.
    Outcome outcome =
        summary(List.of(SOURCE.toString()), "0", "Test backends: embedded Kafka and PostgreSQL\n");

    // Then
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .contains("Backends: embedded Kafka and PostgreSQL", "SKIPPED A docker: no engine answers")
        .last()
        .isEqualTo("1 passed, 0 failed, 1 skipped");
  }

  @Test
  void namesTheSlowestClassesAndSuitesSlowestFirstEachWithItsModule() throws Exception {
    report(
        "one", "a.ArchitectureTest", "0.4", "<testcase classname='a.ArchitectureTest' name='x'/>");
    report("one", "a.Slow", "1,003.1", "<testcase classname='a.Slow' name='x' time='2'/>");
    report(
        "two", "b.ArchitectureTest", "7.6", "<testcase classname='b.ArchitectureTest' name='x'/>");

    assertThat(summary("0", "").lines())
        .contains(
            "Slowest: one Slow 1003 s, two ArchitectureTest 8 s, one ArchitectureTest 0 s",
            "Slowest suites: one 1004 s, two 8 s");
  }

  @Test
  void aFailureIsNamedAndMakesTheRunFail() throws Exception {
    // Given
    report(
        "<testcase classname='A' name='works'/>"
            + "<testcase classname='A' name='breaks'><failure message='expected 1'>trace</failure></testcase>");

    // When
    Outcome outcome = summary("0", "");

    // Then
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines())
        .contains("FAILED A breaks: expected 1")
        .last()
        .isEqualTo("1 passed, 1 failed, 0 skipped");
  }

  @Test
  void aBrokenBuildFailsAlthoughTheTestsThatRanPassed() throws Exception {
    // Given
    report("<testcase classname='A' name='works'/>");

    // When
    Outcome outcome = summary("1", "");

    // Then
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines()).last().isEqualTo("1 passed, 0 failed, 0 skipped");
  }

  @Test
  void aJvmThatHungFailsTheRunAlthoughMavenSaysSuccess() throws Exception {
    // Given
    report("<testcase classname='A' name='works'/>");
    String log =
        "[INFO] Building Postern: outbox 0.1.0-SNAPSHOT      [4/13]\n"
            + "[ERROR] There was a timeout in the fork\n[INFO] BUILD SUCCESS\n";

    // When
    Outcome outcome = summary("0", log);

    // Then
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.lines())
        .contains("FAILED outbox or a module before it: There was a timeout in the fork")
        .last()
        .isEqualTo("1 passed, 1 failed, 0 skipped");
  }

  @Test
  void aTestThatPassedAtTheSecondTryIsNamed() throws Exception {
    // Given
    report(
        "<testcase classname='A' name='wavers'><flakyFailure message='late'>trace</flakyFailure>"
            + "</testcase>");

    // When
    Outcome outcome = summary("0", "");

    // Then
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.lines())
        .contains("UNSTEADY A wavers: passed at the second try; at the first: late");
  }

  private void report(String cases) throws IOException {
    report("module", "A", "1", cases);
  }

  private void report(String module, String name, String seconds, String cases) throws IOException {
    Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
    Files.writeString(
        folder.resolve("TEST-" + name + ".xml"),
        "<testsuite name='%s' time='%s'>%s</testsuite>".formatted(name, seconds, cases));
  }

  private Outcome summary(String mavensExitCode, String output) throws Exception {
    return summary(
        List.of("-cp", "target/classes", TestSummary.class.getName()), mavensExitCode, output);
  }

  private Outcome summary(List<String> program, String mavensExitCode, String output)
      throws Exception {
    Path log = Files.writeString(root.resolve("log"), output);
    List<String> command = new ArrayList<>(List.of(JavaCommand.java(), "-XX:TieredStopAtLevel=1"));
    command.addAll(program);
    command.addAll(List.of(root.toString(), mavensExitCode, log.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), text.lines().toList());
  }
}
