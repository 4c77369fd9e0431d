package dev.postern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which of the JVMs that run test classes at the same time this is. Surefire's own number does not
 * tell: where Maven tests several modules at once it counts the JVMs of all of them.
 */
final class TestJvm {

  private static final int AT_MOST = 3;
  private static final Path FOLDER = Path.of("target");

  /** Held until the JVM ends. */
  private static FileLock held;

  private TestJvm() {}

  /** The first number from 1 that no other JVM has. */
  static synchronized int number() {
    try {
      Files.createDirectories(FOLDER);
      for (int number = 1; number <= AT_MOST; number++) {
        if (takes(FOLDER.resolve("jvm-" + number + ".lock"))) {
          return number;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("more than " + AT_MOST + " JVMs run these tests");
  }

  private static boolean takes(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    held = channel.tryLock();
    if (held == null) {
      channel.close();
    }
    return held != null;
  }
}
