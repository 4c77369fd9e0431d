package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.testing.GatewayWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway's HTTP port answers where there is nothing to be had. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
class HttpDoorTest {

  @TestHTTPResource("/")
  URI door;

  @ParameterizedTest
  @CsvSource({
    "GET /nope, 404, not-found",
    "GET /, 404, not-found",
    "GET /v1//nope, 404, not-found",
    "GET /v1/terminal/more, 404, not-found",
    "GET /v1/terminal;x=1, 404, not-found",
    "GET /v1/%2e%2e/nope, 404, not-found",
    "GET /q/nope, 404, not-found",
    "OPTIONS /nope, 404, not-found",
    "FOO /nope, 404, not-found",
    "GET /v1/sessions, 401, unauthenticated",
    "GET /v1/gateway/, 401, unauthenticated",
    "POST /v1/sessions, 405, method-not-allowed",
    "GET /v1/sessions/more, 404, not-found",
    "GET /v1/terminal, 426, upgrade-required",
    "POST /v1/terminal, 405, method-not-allowed",
    "DELETE /v1/terminal, 405, method-not-allowed",
    "OPTIONS /v1/terminal, 405, method-not-allowed",
    "FOO /v1/terminal, 405, method-not-allowed"
  })
  void whatIsNotThereIsAProblem(String line, int status, String type) throws Exception {
    assertProblem(answer(line + " HTTP/1.1\r\nHost: x\r\n"), status, type);
  }

  @Test
  void anotherMethodIsToldTheRightOne() throws Exception {
    assertThat(answer("PUT /v1/terminal HTTP/1.1\r\nHost: x\r\n"))
        .containsPattern("(?i)allow: GET\r\n");
  }

  @Test
  void aHeadOfNothingHasNoBody() throws Exception {
    assertThat(answer("HEAD /nope HTTP/1.1\r\nHost: x\r\n"))
        .startsWith("HTTP/1.1 404 ")
        .containsIgnoringCase("application/problem+json")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {4_200, 20_000, 60_000})
  void aUrlThatIsTooLongIsAProblem(int length) throws Exception {
    String path = "/" + "a".repeat(length);

    assertProblem(answer("GET " + path + " HTTP/1.1\r\nHost: x\r\n"), 414, "uri-too-long");
  }

  @ParameterizedTest
  @ValueSource(ints = {21_000, 60_000})
  void headersThatAreTooLargeAreAProblem(int length) throws Exception {
    String cookie = "Cookie: " + "a".repeat(length) + "\r\n";

    assertProblem(
        answer("GET /v1/terminal HTTP/1.1\r\nHost: x\r\n" + cookie), 431, "headers-too-large");
  }

  @Test
  void aBodyThatIsTooLargeIsAProblem() throws Exception {
    assertProblem(
        answer("POST /nope HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n"),
        413,
        "content-too-large");
  }

  @Test
  void whatIsNoRequestIsRefusedAndHealthAndMetricsAreAsTheyWere() throws Exception {
    for (String line : new String[] {"GARBAGE", "GET // HTTP/1.1", "GET /%zz HTTP/1.1"}) {
      assertThat(answer(line + "\r\nHost: x\r\n")).containsPattern("^HTTP/1.[01] 400 ");
    }
    assertThat(answer("GET /q/health/live HTTP/1.1\r\nHost: x\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"status\": \"UP\"");
    assertThat(answer("GET /q/metrics HTTP/1.1\r\nHost: x\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .contains("postern_view_keys");
  }

  private static void assertProblem(String answer, int status, String type) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"type\":\"https://postern.dev/problems/" + type + "\"")
        .contains("\"status\":" + status);
  }

  /** The whole answer; the connection is closed behind it. */
  private String answer(String request) throws IOException {
    try (var socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
