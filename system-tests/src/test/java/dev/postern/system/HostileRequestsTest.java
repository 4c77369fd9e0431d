package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each operation of each OpenAPI document is sent what no client should send. Whatever it is, the
 * service answers below 500, and a refusal is a problem (RFC 9457) that quotes nothing. The seed is
 * fixed: the same requests in every run.
 */
@ExtendWith(StartedProduct.class)
class HostileRequestsTest {

  private static final long SEED = 20_261_127;
  private static final int REQUESTS_EACH = 30;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** As parts of a path and as values of a query, percent-encoded already. */
  private static final List<String> TEXTS =
      List.of(
          "%00",
          "a%00b",
          "%20",
          "%2e%2e%2f%2e%2e%2fetc",
          "%27%20OR%201=1--",
          "%F0%9F%94%91",
          "%EF%BF%BF",
          "-1",
          "0",
          "1.9",
          "99999999999999999999",
          "9223372036854775807",
          "NaN",
          "null",
          "true",
          "%2B999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "203.0.113.999",
          "::1%25eth0",
          "%5B%5D",
          "%7B%7D",
          "a".repeat(300),
          "c" + "9".repeat(62),
          "SHA256:AAAA",
          "00000000-0000-0000-0000-000000000000",
          "e30",
          "eyJhIjoxfQ",
          "AAAA%0d%0aSet-Cookie:a=b");

  private static final List<String> VALUES =
      List.of(
          "null",
          "0",
          "-1",
          "1.9",
          "1e400",
          "99999999999999999999",
          "true",
          "\"\"",
          "\" \"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"127.0.0.1/-1\"",
          "\"10.0.0.0/33\"",
          "\"jane@example.org\\r\\nBcc: all@example.org\"",
          "[]",
          "[null]",
          "[[]]",
          "[\"\\u0000\"]",
          "{}",
          "{\"a\":{\"a\":{}}}",
          "{\"ipv4\":-5,\"ipv6\":99999}");

  private static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "7",
          "{",
          "{\"a\":1,\"a\":2}",
          "{} {}",
          "\uFEFF{}",
          "[".repeat(2_000),
          "{\"a\":".repeat(500));

  private static final List<String> CREDENTIALS =
      List.of("Bearer ..", "Bearer a.b.c", "Bearer ", "Basic Og==", "Bearer e30.e30.c2ln", "");

  enum Service {
    KEYS(8081),
    IPS(8082),
    CREDENTIALS(8083),
    NOTIFICATIONS(8084),
    GATEWAY(8086);

    private final int port;

    Service(int port) {
      this.port = port;
    }

    String url() {
      return "http://localhost:" + Postern.port(port);
    }
  }

  /**
   * @param isPage whether its answers are pages for people
   */
  record Operation(
      String method, String path, List<String> queries, List<String> fields, boolean isPage) {}

  record Answered(Operation operation, String request, HttpResponse<String> response) {

    @Override
    public String toString() {
      return response.statusCode()
          + " "
          + request.substring(0, Math.min(200, request.length()))
          + " -> "
          + response.body();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRequestIsAnsweredWithAFailureOrWithAnythingButAProblem(Service service) throws Exception {
    // Given
    Random random = new Random(SEED);
    List<Operation> operations = operations(service);
    assertThat(operations).isNotEmpty();

    // When
    List<Answered> answers = new ArrayList<>();
    for (Operation operation : operations) {
      for (int n = 0; n < REQUESTS_EACH; n++) {
        answers.add(send(service, operation, random));
      }
    }

    // Then
    assertThat(answers.stream().filter(answered -> !isGood(answered)).map(Answered::toString))
        .isEmpty();
  }

  private static boolean isGood(Answered answered) {
    HttpResponse<String> response = answered.response();
    return response.statusCode() < 400
        || response.statusCode() < 500 && (answered.operation().isPage() || isProblem(response));
  }

  private static boolean isProblem(HttpResponse<String> response) {
    String body = response.body();
    return response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/problem+json")
        && body.contains("\"detail\"")
        && Stream.of("Exception", "hibernate", "jackson", "\\u0000").noneMatch(body::contains);
  }

  private static List<Operation> operations(Service service) throws Exception {
    JsonNode document =
        JSON.readTree(
            HTTP.send(
                    HttpRequest.newBuilder(URI.create(service.url() + "/q/openapi?format=json"))
                        .build(),
                    BodyHandlers.ofString())
                .body());
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> method.getValue().has("responses"))
                    .map(
                        method ->
                            operation(document, method.getKey(), path.getKey(), method.getValue()))
                    .forEach(operations::add));
    return operations;
  }

  private static Operation operation(
      JsonNode document, String method, String path, JsonNode described) {
    List<String> queries = new ArrayList<>();
    described
        .path("parameters")
        .forEach(
            parameter -> {
              if (parameter.path("in").asText().equals("query")) {
                queries.add(parameter.path("name").asText());
              }
            });
    JsonNode schema =
        described.path("requestBody").path("content").path("application/json").path("schema");
    if (schema.has("$ref")) {
      schema = document.at(schema.path("$ref").asText().substring(1));
    }
    List<String> fields = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(fields::add);
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        queries,
        fields,
        described.toString().contains("text/html"));
  }

  private static Answered send(Service service, Operation operation, Random random)
      throws IOException, InterruptedException {
    String uri = service.url() + path(operation, random) + query(operation, random);
    String body = body(operation, random);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(20))
            .method(
                operation.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    String type = random.nextInt(8) == 0 ? one(List.of("text/plain", "a", "*/*"), random) : null;
    request.header("Content-Type", type == null ? "application/json" : type);
    String credentials =
        random.nextInt(6) == 0
            ? one(CREDENTIALS, random)
            : "Bearer "
                + Api.token(one(List.of("friend", "platform", "operator", "auditor"), random));
    if (!credentials.isEmpty()) {
      request.header("Authorization", credentials);
    }
    if (random.nextInt(6) == 0) {
      request.header("Idempotency-Key", one(List.of("", " ", "k".repeat(300), "é"), random));
    }
    return new Answered(
        operation,
        operation.method() + " " + uri + " " + body,
        HTTP.send(request.build(), BodyHandlers.ofString()));
  }

  private static String path(Operation operation, Random random) {
    String path = operation.path();
    while (path.contains("{")) {
      path = path.replaceFirst("\\{[^}]*}", one(TEXTS, random));
    }
    return path;
  }

  private static String query(Operation operation, Random random) {
    StringBuilder query = new StringBuilder();
    for (String name : operation.queries()) {
      if (random.nextBoolean()) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
        query.append(one(TEXTS, random));
      }
    }
    return query.toString();
  }

  private static String body(Operation operation, Random random) {
    if (operation.method().equals("GET")) {
      return null;
    }
    if (operation.fields().isEmpty() || random.nextInt(4) == 0) {
      return one(BODIES, random);
    }
    List<String> fields =
        IntStream.rangeClosed(0, random.nextInt(operation.fields().size() + 1))
            .mapToObj(n -> "\"" + one(operation.fields(), random) + "\":" + one(VALUES, random))
            .toList();
    return "{" + String.join(",", fields) + "}";
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
