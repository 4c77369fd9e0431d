package dev.postern.backends.containers;

import dev.postern.backends.processes.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key pair as OpenSSH's own tool makes it. */
final class ManagementKey {

  private ManagementKey() {}

  static void in(Path folder) {
    Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file(folder).toString()).run();
  }

  static Path file(Path folder) {
    return folder.resolve("management");
  }

  static String line(Path folder) {
    try {
      return Files.readString(folder.resolve("management.pub")).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
