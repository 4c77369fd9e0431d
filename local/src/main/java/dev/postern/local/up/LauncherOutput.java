package dev.postern.local.up;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.parts.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a detached launcher says: into a file of its own, which becomes {@code launcher.log} once
 * that launcher is the one that may start the instance. The other of two that are started at the
 * same time leaves the log alone.
 */
record LauncherOutput(Path file) implements AutoCloseable {

  private static final String PROPERTY = "postern.launcher.output";

  /** Where it is in the end. */
  static LogFile log(Instance instance) {
    return new LogFile(instance.logs().resolve("launcher.log"));
  }

  static LauncherOutput create(Instance instance) {
    Path file =
        PrivateFiles.folder(instance.logs())
            .resolve("launcher-" + ProcessHandle.current().pid() + ".log");
    PrivateFiles.write(file, "");
    return new LauncherOutput(file);
  }

  /** For the command line of the launcher. */
  String property() {
    return "-D" + PROPERTY + "=" + file;
  }

  /** Called by the launcher that may start the instance; nothing where it is not detached. */
  static void keep(Instance instance) {
    String own = System.getProperty(PROPERTY);
    if (own != null) {
      keep(Path.of(own), log(instance));
    }
  }

  static void keep(Path own, LogFile log) {
    if (Files.exists(own)) {
      log.replaceBy(own);
    }
  }

  /** Removes it, unless it was kept. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
