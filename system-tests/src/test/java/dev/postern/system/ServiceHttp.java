package dev.postern.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a service of a test's own, which may end meanwhile. */
final class ServiceHttp {

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Duration timeout;

  /**
   * @param timeout of each request
   */
  ServiceHttp(int port, Duration timeout) {
    this.port = port;
    this.timeout = timeout;
  }

  /** What the build made of a module. */
  static Path jar(String module) {
    return Postern.ROOT.resolve(module + "/target/quarkus-app/quarkus-run.jar");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  boolean isReadyOrDead(Process process) {
    try {
      return !process.isAlive() || send("GET", "/q/health/ready", null, null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * @param token null for none
   * @param body null for none
   */
  HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(timeout)
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
}
