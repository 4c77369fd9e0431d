package dev.postern.local.up;

import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the parts inside the launcher's JVM log: into a file, so that the terminal stays for people.
 */
final class LauncherLog {

  private static final int BYTES = 10 * 1024 * 1024;

  private LauncherLog() {}

  static void writeTo(Path logs) {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n");
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    try {
      Path file = PrivateFiles.folder(logs).resolve("launcher-parts.log");
      PrivateFiles.write(file, "");
      FileHandler handler = new FileHandler(file.toString(), BYTES, 1, true);
      handler.setFormatter(new SimpleFormatter());
      handler.setEncoding("UTF-8");
      root.addHandler(handler);
      root.setLevel(Level.INFO);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write into " + logs, e);
    }
  }
}
