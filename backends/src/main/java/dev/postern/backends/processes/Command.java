package dev.postern.backends.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a program with a deadline; its output is kept whole, its input is given at once. */
public final class Command {

  /** What a program left: its exit status (124 after a deadline), standard output and error. */
  public record Result(int exit, String stdout, String stderr) {

    public boolean succeeded() {
      return exit == 0;
    }

    /** The last line that says something, error output first; for a message to a person. */
    public String lastLine() {
      String text = stderr.isBlank() ? stdout : stderr;
      List<String> lines = text.strip().lines().toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    }
  }

  /** As {@code timeout(1)} says it. */
  public static final int DEADLINE_EXIT = 124;

  private final List<String> words;
  private final Map<String, String> environment = new HashMap<>();
  private byte[] input = new byte[0];
  private Duration deadline = Duration.ofSeconds(30);
  private Path directory;

  private Command(List<String> words) {
    this.words = List.copyOf(words);
  }

  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  public static Command of(List<String> words) {
    return new Command(words);
  }

  public Command with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Command input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  public Command within(Duration limit) {
    deadline = limit;
    return this;
  }

  public Command in(Path folder) {
    directory = folder;
    return this;
  }

  /**
   * Runs to the end or the deadline. Output goes to files, not pipes: a grandchild that keeps a
   * pipe open would hold the caller for as long as it lives.
   */
  public Result run() {
    try {
      Path out = Files.createTempFile("postern-", ".out");
      Path err = Files.createTempFile("postern-", ".err");
      try {
        int exit = run(out, err);
        return new Result(exit, read(out), read(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run(Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    Process process = builder.start();
    try {
      feed(process);
      if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      return DEADLINE_EXIT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + words.get(0), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void feed(Process process) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException endedWithoutReading) {
      // The exit status says what happened; what a program does not read is not our error.
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
