package dev.postern.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.audit.log.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessTest {

  private static final String ROOT = "postern.root";
  private static final String SERVICE = "key-service";

  @TempDir Path root;
  private final String before = System.getProperty(ROOT);
  private final List<String> notes = new ArrayList<>();
  private LocalInstance instance;
  private Process process;

  @BeforeEach
  void useRoot() {
    System.setProperty(ROOT, root.toString());
    instance = new LocalInstance(Map.of());
  }

  @AfterEach
  void end() {
    if (before == null) {
      System.clearProperty(ROOT);
    } else {
      System.setProperty(ROOT, before);
    }
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void endsTheServiceThatIsRecorded() throws Exception {
    record("sleep 60; true", jar());

    process().end();

    assertThat(process.waitFor()).isNotZero();
    assertThat(notes).isEmpty();
  }

  @Test
  void saysThatAnEndTakesLongAndWaitsForIt() throws Exception {
    record("trap 'sleep 6; exit' TERM; echo set; while true; do sleep 0.1; done", jar());
    assertThat(process.inputReader().readLine()).isEqualTo("set");

    process().end();

    assertThat(process.isAlive()).isFalse();
    assertThat(notes)
        .containsExactly(
            SERVICE + " has not ended yet; the first run of a build takes longer to end");
  }

  @Test
  void leavesAProcessAloneThatHasThePidByNow() throws Exception {
    record("sleep 60; true", Path.of("something-else"));

    assertThatThrownBy(() -> process().end())
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("does not run here");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aServiceThatIsNotRecordedDoesNotRun() {
    assertThatThrownBy(() -> process().end()).hasMessageContaining("does not run here");
  }

  private LocalProcess process() {
    return new LocalProcess(instance, SERVICE, notes::add);
  }

  private Path jar() {
    return instance.data().resolve("applications").resolve(SERVICE).resolve("quarkus-run.jar");
  }

  /** Runs a process whose command line has that word, and records it as the launcher does. */
  private void record(String script, Path word) throws IOException {
    process = new ProcessBuilder("sh", "-c", script, word.toString()).start();
    Path run = Files.createDirectories(instance.data().resolve("run"));
    Files.writeString(run.resolve(SERVICE), process.pid() + " boot/1\n");
  }
}
