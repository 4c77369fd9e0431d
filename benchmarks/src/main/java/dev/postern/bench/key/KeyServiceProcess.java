package dev.postern.bench.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.ports.FreePort;
import dev.postern.bench.Checkout;
import dev.postern.bench.ServiceBackends;
import dev.postern.bench.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;

/** key-service on backends of its own, and the calls of people who own keys. */
final class KeyServiceProcess implements AutoCloseable {

  /**
   * A registered key.
   *
   * @param id by which its owner removes it
   * @param fingerprint by which gateways know it
   */
  record Key(String id, String fingerprint) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServiceBackends backends = new ServiceBackends("keys");
  private final ServiceProcess process;
  private final String url;

  KeyServiceProcess(Checkout checkout) throws Exception {
    int port = FreePort.next();
    url = "http://127.0.0.1:" + port + "/v1/keys";
    process =
        ServiceProcess.start(
            checkout.runnableJar("key-service"),
            port,
            backends.environment(),
            Files.createTempFile("postern-bench-key", ".log"));
  }

  String bootstrap() {
    return backends.bootstrap();
  }

  /** A bearer token of the account. */
  String token(String account) {
    return backends.token(account);
  }

  /** Adds a key, given as a line of {@code authorized_keys}, for the token's account. */
  Key add(String token, String line) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("key", line));
    JsonNode key =
        JSON.readTree(
            send(request(token, "").POST(BodyPublishers.ofString(body)).build(), 201).body());
    return new Key(key.get("id").asText(), key.get("fingerprint").asText());
  }

  void remove(String token, Key key) throws IOException, InterruptedException {
    send(request(token, "/" + key.id()).DELETE().build(), 204);
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(
          request.method() + " was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    process.close();
    backends.close();
  }
}
