package dev.postern.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no HTTP client would send them, octet by octet. */
@QuarkusTest
@WithTestResource(OfflineIssuer.class)
class WireTest {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int CHUNK = 8 * 1024;

  @TestHTTPResource URI address;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/echo/at?at=%00",
        "/echo/%00",
        "/echo/a%00b",
        "/echo/%ff",
        "/echo/at?%c0%80=1",
        "/echo/at?at=%ed%a0%80"
      })
  void aUrlThatIsNoTextIsBad(String uri) throws IOException {
    assertThat(get(uri, "")).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  /** Quarkus answers these before any code of ours sees them, without a body. */
  @ParameterizedTest
  @ValueSource(strings = {"/echo/at?at=%zz", "/echo/at?at=%", "/echo/at?at=%4"})
  void aUrlThatIsNoUriIsBad(String uri) throws IOException {
    assertThat(get(uri, "")).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "now",
        "%20"
      })
  void aTimeThatNoDatabaseStoresIsBad(String at) throws IOException {
    assertThat(get("/echo/at?at=" + at.replace("+", "%2B"), ""))
        .startsWith("HTTP/1.1 400")
        .contains("\"field\":\"at\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer ..",
        "Bearer .",
        "Bearer a.b.c",
        "Bearer ",
        "Bearer",
        "bearer x y",
        "Bearer e30.e30.",
        "Bearer W10.W10.c2ln",
        "Bearer e30.bm9u.c2ln",
        "Bearer \u00e9.\u00e9.\u00e9",
        "Bearer e30.e30.c2ln"
      })
  void whatIsNoTokenIsUnauthenticated(String credentials) throws IOException {
    assertUnauthenticated("Authorization: " + credentials + "\r\n");
  }

  @Test
  void twoTokensAreNone() throws IOException {
    String token = "e30.e30." + Base64.getUrlEncoder().encodeToString("s".getBytes());

    assertUnauthenticated(
        "Authorization: Bearer " + token + "\r\nAuthorization: Bearer " + token + "\r\n");
  }

  @Test
  void aBodyInChunksIsReadUpToTheLimit() throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head("POST /echo", "Content-Type: application/json\r\n"));
      writeChunk(out, "{\"name\":");
      writeChunk(out, "\"web-1\"}");
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(answer(socket)).startsWith("HTTP/1.1 200").contains("web-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /echo", "POST /echo/bodiless", "POST /no/such/path", "GET /echo"})
  void aBodyInChunksWithoutAnEndIsTooLarge(String line) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head(line, "Content-Type: application/json\r\n"));
      try {
        for (int sent = 0; sent < 1024 * 1024; sent += CHUNK) {
          writeChunk(out, " ".repeat(CHUNK));
        }
      } catch (SocketException e) {
        // The server had seen enough.
      }

      assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /echo", "POST /echo/bodiless"})
  void halfABodyIsWaitedForOnlySoLong(String line) throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              (line
                      + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 20\r\n\r\n{\"name\"")
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("problem+json");
    }
  }

  @Test
  void aBodyThatNoResourceAsksForIsIgnored() throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              "POST /echo/bodiless HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  private void assertUnauthenticated(String header) throws IOException {
    assertThat(get("/echo/operators", header))
        .startsWith("HTTP/1.1 401")
        .contains("application/problem+json")
        .contains("Send a valid bearer token");
  }

  private String get(String uri, String headers) throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ("GET " + uri + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket);
    }
  }

  private static byte[] head(String line, String headers) {
    return (line + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void writeChunk(OutputStream out, String text) throws IOException {
    out.write(
        (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /** Up to the end of the answer's body, or of the connection. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    try {
      while (!isWhole(text)) {
        int read = socket.getInputStream().read(buffer);
        if (read < 0) {
          break;
        }
        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (SocketException e) {
      // Reset after the answer: what was read counts.
    }
    return text.toString();
  }

  private static boolean isWhole(CharSequence text) {
    String all = text.toString();
    int end = all.indexOf("\r\n\r\n");
    var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(all);
    return end >= 0 && length.find() && all.length() - end - 4 >= Integer.parseInt(length.group(1));
  }
}
