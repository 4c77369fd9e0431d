package dev.postern.bench.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs of the OpenSSH programs, each with a deadline. */
final class OpenSshPrograms {

  private static final int SECONDS = 180;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;

  private static final String IN_A_ROW =
      """
      set -e; n=$1; shift
      for ((i = 0; i < n; i++)); do
        begin=${EPOCHREALTIME//[^0-9]/}
        "$@" </dev/null >/dev/null
        echo $((${EPOCHREALTIME//[^0-9]/} - begin))
      done
      """;

  private static final String AT_ONCE =
      """
      set -e; n=$1 clients=$2; shift 2
      begin=${EPOCHREALTIME//[^0-9]/}
      seq "$n" | xargs -P "$clients" -I{} "$@" >/dev/null
      echo $((${EPOCHREALTIME//[^0-9]/} - begin))
      """;

  private OpenSshPrograms() {}

  /** Options that every OpenSSH program takes; nothing of this machine's user is read. */
  static List<String> options(Path key) {
    List<String> words = new ArrayList<>(List.of("-F", "none"));
    for (String option :
        List.of(
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "GlobalKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "ConnectTimeout=30",
            "IdentityFile=" + key)) {
      words.addAll(List.of("-o", option));
    }
    return words;
  }

  /** Seconds that it took; its input is a file, its output is dropped. */
  static double seconds(List<String> words, Path input) throws IOException, InterruptedException {
    long start = System.nanoTime();
    run(words, ProcessBuilder.Redirect.from(input.toFile()), ProcessBuilder.Redirect.DISCARD);
    return (System.nanoTime() - start) / NANOS;
  }

  /**
   * Seconds of each of so many runs, one after another. A shell takes the times: where a JVM starts
   * them, starting takes longer than what is measured between two of them.
   */
  static List<Double> secondsInARow(List<String> words, int times)
      throws IOException, InterruptedException {
    List<String> shell = new ArrayList<>(List.of("bash", "-c", IN_A_ROW, "bash", "" + times));
    shell.addAll(words);
    return output(shell, "").lines().map(micros -> Long.parseLong(micros) / MICROS).toList();
  }

  /** Seconds until all of so many runs are done, {@code atOnce} of them at any time. */
  static double secondsAtOnce(List<String> words, int times, int atOnce)
      throws IOException, InterruptedException {
    List<String> shell =
        new ArrayList<>(List.of("bash", "-c", AT_ONCE, "bash", "" + times, "" + atOnce));
    shell.addAll(words);
    return Long.parseLong(output(shell, "")) / MICROS;
  }

  /** What it printed. */
  static String output(List<String> words, String input) throws IOException, InterruptedException {
    Path in = Files.createTempFile("postern-bench", ".in");
    Path out = Files.createTempFile("postern-bench", ".out");
    try {
      try (OutputStream stream = Files.newOutputStream(in)) {
        stream.write(input.getBytes(StandardCharsets.UTF_8));
      }
      run(
          words,
          ProcessBuilder.Redirect.from(in.toFile()),
          ProcessBuilder.Redirect.to(out.toFile()));
      return Files.readString(out).strip();
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private static void run(
      List<String> words, ProcessBuilder.Redirect input, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("postern-bench", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(input)
            .redirectOutput(output)
            .redirectError(errors.toFile());
    builder.environment().remove("SSH_AUTH_SOCK");
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            words.get(0)
                + (ended ? " ended with " + process.exitValue() : " did not end")
                + ": "
                + Files.readString(errors).strip());
      }
    } finally {
      if (process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Files.delete(errors);
    }
  }
}
