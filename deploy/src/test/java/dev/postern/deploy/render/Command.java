package dev.postern.deploy.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, in time. */
public final class Command {

  private static final int SHOWN = 600;

  private Command() {}

  /**
   * What it wrote to its standard output.
   *
   * @throws IOException where it is not there, fails, or takes too long
   */
  public static String run(Duration limit, String... command) throws IOException {
    return run(limit, Map.of(), command);
  }

  /** The same with variables beside those of this process. */
  public static String run(Duration limit, Map<String, String> variables, String... command)
      throws IOException {
    Path out = Files.createTempFile("postern-deploy", ".out");
    Path error = Files.createTempFile("postern-deploy", ".err");
    try {
      var builder = new ProcessBuilder(List.of(command));
      builder.environment().putAll(variables);
      Process process = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start();
      process.getOutputStream().close();
      end(process, limit, command[0]);
      if (process.exitValue() != 0) {
        throw new IOException(command[0] + ": " + beginning(Files.readString(error)));
      }
      return Files.readString(out, StandardCharsets.UTF_8);
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(error);
    }
  }

  private static void end(Process process, Duration limit, String name) throws IOException {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(name + " did not end within " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String beginning(String text) {
    String said = text.strip();
    return said.length() > SHOWN ? said.substring(0, SHOWN) + " …" : said;
  }
}
