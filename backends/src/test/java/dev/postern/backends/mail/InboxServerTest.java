package dev.postern.backends.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxServerTest {

  private final SmtpInbox inbox = SmtpInbox.start(0);
  private final InboxServer server = InboxServer.start(0, inbox);

  @AfterEach
  void close() {
    server.close();
    inbox.close();
  }

  @Test
  void givesTheMailsOfAnAddressAsJson() throws Exception {
    // Given
    Mails.send(inbox.port(), "demo@postern.test", "first");
    Mails.send(inbox.port(), "friend@postern.test", "other");
    Mails.send(inbox.port(), "demo@postern.test", "second");

    // When
    JsonNode mails =
        new ObjectMapper().readTree(get("/api/messages?to=demo%40postern.test").body());

    // Then
    assertThat(mails.findValuesAsText("subject")).containsExactly("second", "first");
    assertThat(names(mails.get(0)))
        .containsExactly("id", "to", "subject", "text", "html", "messageId", "receivedAt");
    assertThat(Instant.parse(mails.get(0).get("receivedAt").asText())).isBefore(Instant.now());
  }

  @Test
  void givesAllMailsWithoutAnAddress() throws Exception {
    // Given
    Mails.send(inbox.port(), "demo@postern.test", "first");
    Mails.send(inbox.port(), "friend@postern.test", "other");

    // When
    JsonNode mails = new ObjectMapper().readTree(get("/api/messages").body());

    // Then
    assertThat(mails.findValuesAsText("to"))
        .containsExactly("friend@postern.test", "demo@postern.test");
  }

  @Test
  void answersWithoutABodyWhileNothingIsNew() throws Exception {
    // Given
    String tag = get("/api/messages").headers().firstValue("ETag").orElseThrow();

    // When
    int idle = get("/api/messages", tag).statusCode();
    Mails.send(inbox.port(), "demo@postern.test", "new");
    int busy = get("/api/messages", tag).statusCode();

    // Then
    assertThat(List.of(idle, busy)).containsExactly(304, 200);
  }

  @ParameterizedTest
  @CsvSource({"/, text/html", "/inbox.css, text/css", "/inbox.js, text/javascript"})
  void servesItsOwnFilesOnly(String path, String type) throws Exception {
    // When
    var answer = get(path);

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type + "; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';"));
    assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "/api/messages/1", "/../pom.xml", "/inbox.html"})
  void knowsNothingElse(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAQueryThatCannotBeDecoded() throws Exception {
    assertThat(raw("GET /api/messages?to=%zz HTTP/1.1", "localhost")).startsWith("HTTP/1.1 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8025", "127.0.0.1:8025", "[::1]:8025"})
  void answersToItsOwnNames(String host) throws Exception {
    assertThat(raw("GET /api/messages HTTP/1.1", host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8025", ""})
  void refusesANameThatOnlyResolvesToThisMachine(String host) throws Exception {
    assertThat(raw("GET /api/messages HTTP/1.1", host)).startsWith("HTTP/1.1 421");
  }

  @Test
  void onlyReads() throws Exception {
    assertThat(raw("DELETE /api/messages HTTP/1.1", "localhost")).startsWith("HTTP/1.1 405");
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(path, "none");
  }

  private HttpResponse<String> get(String path, String tag) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("If-None-Match", tag)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The JDK's client does not let callers set a Host header. */
  private String raw(String line, String host) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      String request = line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
