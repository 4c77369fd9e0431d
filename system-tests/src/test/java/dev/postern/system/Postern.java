package dev.postern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command {@code ./postern} of this checkout, in an instance of the tests' own. */
final class Postern {

  /** Which of the JVMs that share the test classes this is, from 1; each has its own product. */
  static final int FORK = TestJvm.number();

  /** Far from the instances that people use; {@code -Dpostern.test.world} chooses others. */
  static final int INSTANCE = Integer.getInteger("postern.test.world", 7) + FORK - 1;

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Of this checkout. */
  static final Path ROOT = root();

  private Postern() {}

  record Result(int exit, String out) {

    Result expect(int code) {
      if (exit != code) {
        throw new AssertionError("./postern ended with " + exit + ", not " + code + ":\n" + out);
      }
      return this;
    }
  }

  /** Runs to the end; standard error is part of the output. */
  static Result run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** With the token of an account in {@code POSTERN_TOKEN}. */
  static Result runAs(String account, String... arguments) {
    return run(Map.of("POSTERN_TOKEN", run("token", account).expect(0).out().strip()), arguments);
  }

  /** With more variables in its environment. */
  static Result run(Map<String, String> variables, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("postern").toString());
    Collections.addAll(command, arguments);
    try {
      Path out = Files.createTempFile("postern", ".out");
      Process process = start(command, out, variables);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end:\n" + Files.readString(out));
      }
      return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Path data() {
    return ROOT.resolve(".postern-" + INSTANCE);
  }

  /** A fixed port of the contracts, in this instance. */
  static int port(int contract) {
    return contract + 1000 * INSTANCE;
  }

  private static Process start(List<String> command, Path out, Map<String, String> variables)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(out.toFile());
    builder.environment().put("POSTERN_WORLD", String.valueOf(INSTANCE));
    builder.environment().put("NO_COLOR", "1");
    // Its data is removed after the tests: what it recorded would serve nobody.
    builder.environment().put("POSTERN_START_CACHES", "off");
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, p -> p != null, Path::getParent)
        .filter(p -> Files.isExecutable(p.resolve("postern")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no ./postern above " + here));
  }
}
