package dev.postern.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Log lines are a static text and then key-values, so that an operator finds all that happened to
 * one container or account.
 */
class LogLinesTest {

  private static final Pattern CALL =
      Pattern.compile("LOG\\s*\\.(?:error|warn|info|debug)f?\\([^;\"]*\"([^\"]+)\"");

  private static final Pattern TEXT_THEN_KEYS =
      Pattern.compile("[A-Z][^=%]+(?: [a-z]+=%[sd](?:/%s)?)*");

  /** About the process, or about a pod that is no container yet. */
  private static final Set<String> WITHOUT_CONTAINER =
      Set.of(
          "Cannot look for work",
          "Cannot tell of the access keys yet cause=%s",
          "The restored database took over what was published after it events=%d replaced=%d",
          "Containers that were registered after the backup are unknown to this service: their",
          "Cannot list the known pods",
          "Cannot list or watch namespaces, it is tried again reason=%s",
          "Cannot list or watch pods, it is tried again namespace=%s reason=%s",
          "Halting as postern.failpoints says failpoint=%s",
          "Looking at a pod failed, it is tried again pod=%s",
          "No SSH access for pod=%s/%s reason=%s",
          "The access keys can be read again",
          "The access keys cannot be read; passwords wait for them cause=%s",
          "Watching pods: this replica holds the Lease",
          "Watching pods no longer: another replica will");

  private static List<String> lines;

  @BeforeAll
  static void readTheSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      lines =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(LogLinesTest::linesOf)
              .toList();
    }
    assertThat(lines).hasSizeGreaterThan(10);
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return CALL.matcher(Files.readString(file)).results().map(call -> call.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLineIsAStaticTextAndThenKeyValues() {
    assertThat(lines).allMatch(line -> TEXT_THEN_KEYS.matcher(line).matches());
  }

  @Test
  void aLineAboutAContainerNamesIt() {
    assertThat(lines)
        .filteredOn(line -> !line.contains(" container=%s"))
        .isSubsetOf(WITHOUT_CONTAINER);
  }

  @Test
  void aLineAboutAPasswordNamesTheAccountToo() {
    assertThat(lines)
        .filteredOn(line -> line.contains(" generation=%d"))
        .allMatch(line -> line.contains(" container=%s account=%s"));
  }

  @Test
  void theKeyEventIsLeftToEvents() {
    assertThat(lines).noneMatch(line -> line.contains(" event="));
  }
}
