package dev.postern.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.programs.Prerequisites;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs programs with a deadline; standard output and error apart, as bytes. */
public final class Programs {

  private static final int SECONDS = 60;

  /** What a program left; {@code exit} is 124 after the deadline. */
  public record Result(int exit, byte[] out, String err) {

    public String text() {
      return new String(out, UTF_8);
    }

    @Override
    public String toString() {
      return "exit " + exit + "\nout: " + text() + "\nerr: " + err;
    }
  }

  private Programs() {}

  public static Result run(List<String> words) {
    return run(words, new byte[0], Map.of());
  }

  public static Result run(List<String> words, byte[] input, Map<String, String> environment) {
    var pipes = Executors.newCachedThreadPool(Programs::daemon);
    try {
      var builder = new ProcessBuilder(words);
      builder.environment().remove("SSH_AUTH_SOCK");
      builder.environment().putAll(environment);
      return result(builder.start(), input, pipes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      pipes.shutdownNow();
    }
  }

  private static Result result(Process process, byte[] input, Executor pipes) {
    var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), pipes);
    var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), pipes);
    pipes.execute(() -> write(process.getOutputStream(), input));
    boolean ended = false;
    try {
      ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!ended) {
        end(process);
      }
    }
    return new Result(ended ? process.exitValue() : 124, out.join(), new String(err.join(), UTF_8));
  }

  /** With its children, such as a proxy command: they hold its pipes open. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pipe");
    thread.setDaemon(true);
    return thread;
  }

  /** Skips the test, with the reason, where a program is not there and cannot be installed. */
  public static void orSkip(String program, String debianPackage) {
    Optional<String> missing = Prerequisites.missing(program, debianPackage);
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  /** The same for a file of a package that has no program, such as a library. */
  public static void orSkip(Path file, String debianPackage) {
    Optional<String> missing = Prerequisites.missing(file, debianPackage);
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  /** Whether a program of that name can be run. */
  public static boolean exists(String name) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] read(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static void write(OutputStream out, byte[] input) {
    try (out) {
      out.write(input);
    } catch (IOException e) {
      // The program did not want it all.
    }
  }
}
