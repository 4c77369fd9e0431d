package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.ports.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The built credential-service as a process of its own, which a failpoint may end. */
final class KilledService implements AutoCloseable {

  private static final int HALTED = 86;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path JAR =
      Postern.ROOT.resolve("credential-service/target/quarkus-app/quarkus-run.jar");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> settings;
  private final Path folder;
  private final String managementKey;
  private int port;
  private Process process;

  /**
   * @param backends settings that lead to them
   * @param folder for keys and logs
   * @param publicKeyset to which passwords are sealed
   */
  KilledService(Map<String, String> backends, Path folder, String publicKeyset) throws Exception {
    this.settings = backends;
    this.folder = folder;
    Path key = folder.resolve("management");
    new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
        .start()
        .waitFor();
    managementKey = Files.readString(folder.resolve("management.pub")).strip();
    Files.copy(
        folder.resolve("management.pub"),
        folder.resolve("gateway"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(folder.resolve("public.json"), publicKeyset);
  }

  static boolean isBuilt() {
    return Files.exists(JAR);
  }

  String managementKey() {
    return managementKey;
  }

  /**
   * Starts it and waits until it is ready; one that a failed test left is ended.
   *
   * @param failpoint where it is to die; empty for nowhere
   */
  void start(String failpoint) throws IOException {
    close();
    port = FreePort.next();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    own().forEach((name, value) -> command.add("-D" + name + "=" + value));
    if (!failpoint.isEmpty()) {
      command.add("-Dpostern.failpoints=" + failpoint);
    }
    command.addAll(List.of("-jar", JAR.toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("service-" + failpoint + ".log").toFile())
            .start();
    Awaitility.await().atMost(PATIENCE).until(this::isReady);
  }

  private Map<String, String> own() {
    return Map.ofEntries(
        Map.entry("quarkus.http.port", Integer.toString(port)),
        Map.entry("quarkus.http.host", "127.0.0.1"),
        Map.entry("postern.sealing.public-keyset", folder.resolve("public.json").toString()),
        Map.entry("postern.access.management-key", folder.resolve("management").toString()),
        Map.entry("postern.access.gateway-public-keys", folder.resolve("gateway").toString()),
        Map.entry("postern.access.allowed-cidrs", "127.0.0.0/8"),
        Map.entry("postern.resets.per-container-per-hour", "100"),
        Map.entry("postern.applying.poll", "1s"),
        Map.entry("postern.applying.lease", "3s"),
        Map.entry("postern.applying.back-off", "200ms"),
        Map.entry("postern.applying.max-back-off", "1s"),
        // The group of a consumer that was killed waits this long for it.
        Map.entry("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000"),
        Map.entry("mp.messaging.connector.smallrye-kafka.heartbeat.interval.ms", "2000"));
  }

  private boolean isReady() {
    try {
      return !process.isAlive() || get("/q/health/ready", null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
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

  /** Asks for what may kill it; then there is no answer. */
  void tryTo(String method, String path, String token, String body) {
    try {
      HttpResponse<String> answer = send(method, path, token, body);
      if (answer.statusCode() >= 400) {
        throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
      }
    } catch (IOException died) {
      // That is what the test is for.
    }
  }

  /** The body of an answer of 200. */
  JsonNode ask(String method, String path, String token) throws IOException {
    HttpResponse<String> answer = send(method, path, token, null);
    if (answer.statusCode() != 200) {
      throw new AssertionError("HTTP " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  int status(String method, String path, String token) throws IOException {
    return send(method, path, token, null).statusCode();
  }

  private HttpResponse<String> get(String path, String token) throws IOException {
    return send("GET", path, token, null);
  }

  private HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
