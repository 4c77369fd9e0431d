package dev.postern.backends.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;

/** A JVM beside the test's that is killed, as by {@code kill -9}, once it said a word. */
public final class KilledProgram {

  private KilledProgram() {}

  /**
   * Returns after the kill.
   *
   * @param word the line of its output that it is killed at
   */
  public static void run(Class<?> main, Path folder, String word) throws IOException {
    Process program = start(main, folder);
    try (var output = new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      String line = output.readLine();
      while (line != null && !line.equals(word)) {
        line = output.readLine();
      }
      if (line == null) {
        throw new IllegalStateException(main.getSimpleName() + " ended before it was killed");
      }
    } finally {
      program.destroyForcibly();
      program.onExit().join();
    }
  }

  private static Process start(Class<?> main, Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
