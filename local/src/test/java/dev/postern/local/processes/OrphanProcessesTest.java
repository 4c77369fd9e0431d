package dev.postern.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanProcessesTest {

  @TempDir Path folder;
  private Process recorded;
  private Process foreign;

  @AfterEach
  void end() {
    if (recorded != null) {
      recorded.destroyForcibly();
    }
    if (foreign != null) {
      foreign.destroyForcibly();
    }
  }

  @Test
  void whatWasRecordedIsEndedAndNothingElse() throws IOException {
    // Given
    recorded = new ProcessBuilder("sleep", "600").start();
    foreign = new ProcessBuilder("sleep", "600").start();
    PidFiles pidFiles = new PidFiles(folder);
    pidFiles.write("key-service", recorded.pid());
    PrivateFiles.write(folder.resolve("ip-service"), foreign.pid() + " another boot/17\n");
    Files.writeString(folder.resolve("half-written"), "4");

    // When
    var ended = OrphanProcesses.end(pidFiles);

    // Then
    assertThat(ended).containsExactly("key-service");
    assertThat(recorded.isAlive()).isFalse();
    assertThat(foreign.isAlive()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsKeptGoesOnWithItsRecordUntilItIsEndedAlone() throws IOException {
    // Given
    recorded = new ProcessBuilder("sleep", "600").start();
    foreign = new ProcessBuilder("sleep", "600").start();
    PidFiles pidFiles = new PidFiles(folder);
    pidFiles.write("ssh-gateway", recorded.pid());
    pidFiles.write("key-service", foreign.pid());

    // When
    var ended = OrphanProcesses.endAllBut(Set.of("ssh-gateway"), pidFiles);

    // Then
    assertThat(ended).containsExactly("key-service");
    assertThat(recorded.isAlive()).isTrue();
    assertThat(pidFiles.living("ssh-gateway")).isPresent();

    // When
    OrphanProcesses.endOnly("ssh-gateway", pidFiles);

    // Then
    assertThat(recorded.isAlive()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aProcessThatDoesNotListenIsKilled() throws IOException {
    // Given
    recorded = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();
    PidFiles pidFiles = new PidFiles(folder);
    pidFiles.write("key-service", recorded.pid());

    // When
    OrphanProcesses.end(pidFiles);

    // Then
    assertThat(recorded.isAlive()).isFalse();
  }
}
