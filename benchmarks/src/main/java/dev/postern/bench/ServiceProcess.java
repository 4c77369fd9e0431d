package dev.postern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A built service in a process of its own, as the product runs it. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);
  private static final List<String> OPTIONS = List.of("-Xmx192m", "-XX:+UseSerialGC");

  private final Process process;

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param jar its runnable jar
   * @param port of its HTTP interface
   * @param log what it prints goes there
   */
  public static ServiceProcess start(Path jar, int port, Map<String, String> settings, Path log)
      throws IOException, InterruptedException {
    return start(jar, port, settings, log, List.of());
  }

  /**
   * The same with more options of the JVM.
   *
   * @param options come last, and win
   */
  public static ServiceProcess start(
      Path jar, int port, Map<String, String> settings, Path log, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    ServiceProcess service = new ServiceProcess(builder.start());
    // Ctrl-C leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroy));
    service.awaitReady(URI.create("http://127.0.0.1:" + port + "/q/health/ready"), log);
    return service;
  }

  /** Of its JVM. */
  public long pid() {
    return process.pid();
  }

  private void awaitReady(URI health, Path log) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady(client, health)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("The service did not become ready; see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static boolean isReady(HttpClient client, URI health) throws InterruptedException {
    try {
      return client
              .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
