package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.ports.FreePort;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A built service with the memory of its manifest and the options of its image. */
final class LimitedService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MIB = 1 << 20;

  private final String name;
  private final Path folder;
  private final Map<String, String> settings;
  private final UnaryOperator<String> tokens;
  private final ServiceImage image;
  private final long limit;
  private final MemoryCgroup group;
  private final int port = FreePort.next();
  private final ServiceHttp http = new ServiceHttp(port, Duration.ofSeconds(30));
  private final Thread watcher = new Thread(this::watch, "memory");
  private volatile long highest;
  private Process process;

  /**
   * @param name its module's
   * @param folder for its log
   * @param settings all that it needs but its port
   * @param tokens gives the access token of an account
   */
  LimitedService(
      String name, Path folder, Map<String, String> settings, UnaryOperator<String> tokens)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.settings = settings;
    this.tokens = tokens;
    this.image = new ServiceImage(name);
    this.limit = image.memoryLimit();
    this.group = new MemoryCgroup(name, limit);
    // A test run that is interrupted leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** Waits until it is ready. */
  void start() throws IOException {
    List<String> command = new ArrayList<>(image.command(ServiceHttp.jar(name)));
    List<String> own = new ArrayList<>();
    settings.forEach((setting, value) -> own.add("-D" + setting + "=" + value));
    own.add("-Dquarkus.http.host=127.0.0.1");
    own.add("-Dquarkus.http.port=" + port);
    command.addAll(command.indexOf("-jar"), own);
    ProcessBuilder builder =
        new ProcessBuilder(group.around(command))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().putAll(image.environment());
    process = builder.start();
    watcher.setDaemon(true);
    watcher.start();
    Awaitility.await().atMost(PATIENCE).until(() -> http.isReadyOrDead(process));
    requireAlive();
  }

  private Path log() {
    return folder.resolve(name + "-limited.log");
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(
          this
              + (group.kills() > 0 ? " was killed for its memory" : " ended")
              + ":\n"
              + Files.readString(log()));
    }
  }

  private void watch() {
    try {
      while (process.isAlive()) {
        highest = Math.max(highest, group.workingSet());
        Thread.sleep(EVERY.toMillis());
      }
    } catch (IOException | InterruptedException e) {
      // Its group is gone.
    }
  }

  /** The most that it needed so far, as a part of what it may have. */
  double highestShare() throws IOException {
    requireAlive();
    if (group.kills() > 0) {
      throw new AssertionError(this + " lost a process for its memory");
    }
    System.out.println(this);
    return (double) highest / limit;
  }

  /** The body of a good answer. */
  JsonNode send(String method, String path, String account, String body) throws IOException {
    HttpResponse<String> answer = ask(method, path, account, body);
    if (answer.statusCode() >= 300) {
      requireAlive();
      throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
    }
    return path.startsWith("/v1") ? JSON.readTree(answer.body()) : null;
  }

  private HttpResponse<String> ask(String method, String path, String account, String body)
      throws IOException {
    return http.send(method, path, account == null ? null : tokens.apply(account), body);
  }

  private void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() throws IOException {
    end();
    try {
      if (process != null && process.waitFor(20, TimeUnit.SECONDS)) {
        watcher.join();
        group.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With the memory that it needed. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %.0f MiB of %.0f MiB", name, highest / MIB, limit / MIB);
  }
}
