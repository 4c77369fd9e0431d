package dev.postern.local.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.local.parts.LogFile;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two launchers that are started at the same time. */
class LauncherOutputTest {

  @TempDir Path folder;

  @Test
  void theOneThatMayStartHasTheLogAndTheOtherLeavesItAlone() throws Exception {
    // Given
    LogFile log = new LogFile(folder.resolve("launcher.log"));
    Files.writeString(log.path(), "the start before\n");
    LauncherOutput winner = new LauncherOutput(folder.resolve("launcher-1.log"));
    LauncherOutput loser = new LauncherOutput(folder.resolve("launcher-2.log"));
    Files.writeString(winner.file(), "winner: begins\n");
    Files.writeString(loser.file(), "loser: another one starts already\n");

    // When
    try (OutputStream open = Files.newOutputStream(winner.file(), StandardOpenOption.APPEND)) {
      LauncherOutput.keep(winner.file(), log);
      open.write("winner: goes on\n".getBytes(UTF_8));
    }
    loser.close();
    winner.close();

    // Then
    assertThat(log.path()).hasContent("winner: begins\nwinner: goes on\n");
    assertThat(folder.resolve("launcher.log.1")).hasContent("the start before\n");
    assertThat(winner.file()).doesNotExist();
    assertThat(loser.file()).doesNotExist();
  }
}
