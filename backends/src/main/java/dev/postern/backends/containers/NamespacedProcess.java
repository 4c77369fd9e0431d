package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.processes.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that waits in its new user namespace until it is told to continue. */
final class NamespacedProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private boolean released;

  NamespacedProcess(Process process) {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  long pid() {
    return process.pid();
  }

  /** What to remember of it, before {@link #go}: then no kill of this JVM can lose it. */
  ProcessIdentity identity() {
    return ProcessIdentity.of(process.pid())
        .orElseThrow(() -> new ContainerException("unshare ended: " + rest()));
  }

  /** Waits until the namespace is there. Its maker says "ready" or ends with a reason. */
  void awaitReady() {
    try {
      String line = output.readLine();
      if (!"ready".equals(line)) {
        throw new ContainerException((line == null ? "" : line + " ") + rest());
      }
    } catch (IOException e) {
      throw new ContainerException("unshare ended: " + e.getMessage(), e);
    }
  }

  void go() {
    try (var stdin = process.getOutputStream()) {
      stdin.write("go\n".getBytes(UTF_8));
    } catch (IOException e) {
      throw new ContainerException("unshare ended: " + rest(), e);
    }
  }

  /** Lets it live on without this JVM. */
  void release() {
    released = true;
  }

  void expectSuccess(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ContainerException("Not done after " + limit.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new ContainerException(rest());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContainerException("Interrupted", e);
    }
  }

  private String rest() {
    return output.lines().collect(Collectors.joining(" ")).trim();
  }

  @Override
  public void close() {
    if (!released) {
      process.destroyForcibly();
    }
  }
}
