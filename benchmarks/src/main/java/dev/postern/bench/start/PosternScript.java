package dev.postern.bench.start;

import dev.postern.local.instance.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./postern} of the checkout.
 *
 * @param jdk what it runs with
 * @param caches whether it may use and make start caches
 */
record PosternScript(Instance instance, JdkHome jdk, boolean caches) {

  private static final double NANOS = 1e9;

  /**
   * Runs a command.
   *
   * @return how long it took
   * @throws IllegalStateException where it fails, with what it said
   */
  double seconds(String... words) {
    List<String> command = new ArrayList<>();
    command.add(instance.root().resolve("postern").toString());
    command.addAll(List.of(words));
    try {
      Path output = Files.createTempFile("postern-bench", ".out");
      long start = System.nanoTime();
      int exit = process(command, output).waitFor();
      double took = (System.nanoTime() - start) / NANOS;
      String said = Files.readString(output);
      Files.delete(output);
      if (exit != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
      }
      show(took, words);
      return took;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What took a person's time; of twenty quick calls nobody wants to read. */
  private void show(double took, String... words) {
    if (took > 1) {
      System.out.printf(
          Locale.ROOT,
          "%s%s, %s: %.1f s%n",
          jdk.name(),
          caches ? "" : " without caches",
          String.join(" ", words),
          took);
    }
  }

  private Process process(List<String> command, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(Instance.VARIABLE, Integer.toString(instance.number()));
    // The script that started this has built.
    builder.environment().put("POSTERN_BUILD", "never");
    builder.environment().put("POSTERN_JDK", jdk.home().toString());
    builder.environment().put("POSTERN_START_CACHES", caches ? "on" : "off");
    return builder.redirectOutput(output.toFile()).start();
  }
}
