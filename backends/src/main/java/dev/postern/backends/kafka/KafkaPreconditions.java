package dev.postern.backends.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Checks that a node's port and folder are free. Kafka checks that too, but then it ends the
 * process, which here is the launcher or a test.
 */
final class KafkaPreconditions {

  private KafkaPreconditions() {}

  static void require(Path dataDirectory, int port) {
    requirePort(port);
    requireFolder(dataDirectory);
  }

  private static void requirePort(int port) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException e) {
      throw new IllegalStateException("Kafka cannot start: port " + port + " is taken", e);
    }
  }

  /** A running node holds a lock on the file {@code .lock}. */
  private static void requireFolder(Path dataDirectory) {
    Path file = dataDirectory.resolve(".lock");
    if (Files.exists(file) && isLocked(file)) {
      throw new IllegalStateException(
          "Kafka cannot start: another node runs on the folder " + dataDirectory);
    }
  }

  private static boolean isLocked(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
