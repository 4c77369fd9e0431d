package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The REST API of one service as one account calls it. */
final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private final int port;
  private final Optional<String> token;
  private final Optional<String> traceParent;

  private Api(int port, Optional<String> token) {
    this(port, token, Optional.empty());
  }

  private Api(int port, Optional<String> token, Optional<String> traceParent) {
    this.port = port;
    this.token = token;
    this.traceParent = traceParent;
  }

  record Answer(int status, String contentType, String text) {

    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }

    Answer expect(int code) {
      if (status != code) {
        throw new AssertionError("HTTP " + status + ", not " + code + ": " + text);
      }
      return this;
    }
  }

  static Api keys(String account) {
    return as(account, 8081);
  }

  static Api ips(String account) {
    return as(account, 8082);
  }

  static Api credentials(String account) {
    return as(account, 8083);
  }

  static Api notifications(String account) {
    return as(account, 8084);
  }

  /** Health and metrics of the SSH gateway; it has no REST of its own. */
  static Api gateway() {
    return new Api(Postern.port(8086), Optional.empty());
  }

  static Api inbox() {
    return new Api(Postern.port(8025), Optional.empty());
  }

  Api anonymous() {
    return new Api(port, Optional.empty());
  }

  Api withToken(String other) {
    return new Api(port, Optional.of(other));
  }

  /** The same with the header {@code traceparent}, as another service sends it. */
  Api within(String parent) {
    return new Api(port, token, Optional.of(parent));
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  /** As {@link #post}; the same again with the same key gets the same answer. */
  Answer postOnce(String key, String path, String body) {
    return send(request("POST", path, body).header("Idempotency-Key", key));
  }

  Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  Answer send(String method, String path, String body) {
    return send(request(method, path, body));
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    traceParent.ifPresent(parent -> request.header("traceparent", parent));
    return request;
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Api as(String account, int contractPort) {
    return new Api(Postern.port(contractPort), Optional.of(token(account)));
  }

  /** Another product signs with other keys. */
  static void forgetTokens() {
    TOKENS.clear();
  }

  static String token(String account) {
    return TOKENS.computeIfAbsent(account, a -> Postern.run("token", a).expect(0).out().strip());
  }
}
