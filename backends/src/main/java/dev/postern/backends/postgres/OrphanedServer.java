package dev.postern.backends.postgres;

import dev.postern.backends.processes.ProcessTermination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that a killed process left behind on a data folder, or only its {@code postmaster.pid}.
 *
 * <p>PostgreSQL itself refuses to start when the process id in that file is in use, by whatever
 * program: ids come round quickly in a container. So the process is looked at first.
 */
record OrphanedServer(Path data) {

  /** Afterwards no server runs on the folder and nothing keeps the next one from starting. */
  void stop() {
    process().ifPresent(ProcessTermination::endPostgres);
    try {
      Files.deleteIfExists(pidFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ProcessHandle> process() {
    return pid().flatMap(ProcessHandle::of).filter(this::servesThisFolder);
  }

  private Optional<Long> pid() {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(pidFile()).stream()
          .findFirst()
          .map(String::trim)
          .map(Long::valueOf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean servesThisFolder(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains("postgres") && line.contains(data.toString()))
        .isPresent();
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }
}
