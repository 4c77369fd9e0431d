package dev.postern.local.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * HTTP/1.1 (RFC 9112) to servers of this machine, over connections that are kept. By the JDK's
 * smaller client: the other one, which can far more, takes a command two tenths of a second to
 * load.
 */
public final class LoopbackHttp {

  private static final int CONNECT_MILLIS = 5_000;

  private LoopbackHttp() {}

  /**
   * @param body empty where there is none
   */
  public record Answer(int status, String body) {}

  /**
   * @param patience for each part of the answer
   * @throws IOException when there is no answer, or not in time
   */
  public static Answer get(String url, Duration patience) throws IOException {
    return send("GET", url, Map.of(), null, patience);
  }

  /**
   * Sends a request once, and follows no redirect.
   *
   * @param body null for none
   * @param patience for each part of the answer
   * @throws IOException when there is no answer, or not in time
   */
  static Answer send(
      String method, String url, Map<String, String> headers, String body, Duration patience)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
    connection.setInstanceFollowRedirects(false);
    headers.forEach(connection::setRequestProperty);
    if (body != null) {
      write(connection, body.getBytes(UTF_8));
    }
    return new Answer(connection.getResponseCode(), read(connection));
  }

  /** With its length told before, a request is not sent again by the client itself. */
  private static void write(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  /** To the end, so that the connection can be kept. */
  private static String read(HttpURLConnection connection) throws IOException {
    boolean failed = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = failed ? connection.getErrorStream() : connection.getInputStream()) {
      return in == null ? "" : new String(in.readAllBytes(), UTF_8);
    }
  }
}
