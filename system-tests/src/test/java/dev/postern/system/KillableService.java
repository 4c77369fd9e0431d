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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A built service in its own process, which a failpoint may end. */
final class KillableService implements AutoCloseable {

  private static final int HALTED = 86;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Most of both services' steps. */
  private static final String STEPS =
      "TAKEN,ARMED,SET,CONCLUDED,LEASED,ACKNOWLEDGING,NOTIFYING,CONSUMED,CLAIMED,ACCEPTED,RECORDED";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Path folder;
  private final Map<String, String> settings;
  private final int port = FreePort.next();
  private final ServiceHttp http = new ServiceHttp(port, Duration.ofSeconds(20));
  private Process process;

  /**
   * @param name its module's
   * @param folder for its log
   * @param settings all that it needs but its port
   */
  KillableService(String name, Path folder, Map<String, String> settings) {
    this.name = name;
    this.folder = folder;
    this.settings = settings;
    // A test run that is interrupted leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  static boolean isBuilt(String name) {
    return Files.exists(ServiceHttp.jar(name));
  }

  String url() {
    return http.url();
  }

  /** Starts it as it runs in production, where failpoints have no effect. */
  void start() throws IOException {
    start("prod", STEPS);
  }

  /** Starts it so that it dies at a step. */
  void startToDieAt(String failpoint) throws IOException {
    start("test", failpoint);
  }

  /** Waits until it is ready; one that a failed test left is ended. */
  private void start(String profile, String failpoint) throws IOException {
    close();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    settings.forEach((setting, value) -> command.add("-D" + setting + "=" + value));
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.profile=" + profile);
    command.add("-Dpostern.failpoints=" + failpoint);
    command.addAll(List.of("-jar", ServiceHttp.jar(name).toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    Awaitility.await().atMost(PATIENCE).until(() -> http.isReadyOrDead(process));
  }

  private Path log() {
    return folder.resolve(name + ".log");
  }

  /** Waits for the failpoint. */
  void awaitDeath() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the failpoint was not reached");
    }
    if (process.exitValue() != HALTED) {
      throw new AssertionError("ended by itself with " + process.exitValue());
    }
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a request that may kill it; then there is no answer. */
  void tryTo(String method, String path, String token, String body) {
    try {
      HttpResponse<String> answer = http.send(method, path, token, body);
      if (answer.statusCode() >= 400) {
        throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
      }
    } catch (IOException died) {
      // Expected: the request killed the service.
    }
  }

  /** The body of an answer of 200. */
  JsonNode ask(String method, String path, String token) throws IOException {
    HttpResponse<String> answer = http.send(method, path, token, null);
    if (answer.statusCode() != 200) {
      throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  int status(String method, String path, String token) throws IOException {
    return http.send(method, path, token, null).statusCode();
  }

  /** Lets it end in order. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not stop");
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
