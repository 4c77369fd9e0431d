package dev.postern.bench.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection to a mail server that sends mail after mail (RFC 5321). */
final class SmtpClient implements AutoCloseable {

  /** Shorter than any mail server waits for the next command. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;
  private long saidAt;

  SmtpClient(String host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    out = socket.getOutputStream();
    expect("220");
    say("EHLO localhost", "250");
  }

  /**
   * @param message header and body with CRLF, no line that begins with a dot
   */
  void send(String from, String to, String message) throws IOException {
    say("MAIL FROM:<" + from + ">", "250");
    say("RCPT TO:<" + to + ">", "250");
    say("DATA", "354");
    say(message + "\r\n.", "250");
  }

  /** Whether the server may have hung up by now. */
  boolean isStale() {
    return System.nanoTime() - saidAt > KEPT.toNanos();
  }

  private void say(String line, String code) throws IOException {
    saidAt = System.nanoTime();
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    expect(code);
  }

  private void expect(String code) throws IOException {
    String line;
    do {
      line = in.readLine();
      if (line == null || !line.startsWith(code)) {
        throw new IOException("the mail server answered " + line + " instead of " + code);
      }
    } while (line.startsWith(code + "-"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
