package dev.postern.gateway.webterminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** The WebSocket as a terminal uses it; any thread may call. */
final class TerminalSocket {

  /** A close frame has 125 bytes, two of them the code (RFC 6455 section 5.5). */
  private static final int LONGEST_REASON = 123;

  private final ServerWebSocket socket;

  TerminalSocket(ServerWebSocket socket) {
    this.socket = socket;
  }

  /** {@code shown} runs when it is on the wire, or never will be. */
  void show(Buffer bytes, Runnable shown) {
    try {
      socket.write(bytes).onComplete(written -> shown.run());
    } catch (IllegalStateException e) {
      shown.run(); // It is closed.
    }
  }

  /** A text message. */
  void say(String text) {
    try {
      socket.writeTextMessage(text);
    } catch (IllegalStateException e) {
      return; // It is closed.
    }
  }

  /** Reads so many frames more. */
  void fetch(int frames) {
    socket.fetch(frames);
  }

  void ping() {
    try {
      socket.writePing(Buffer.buffer()).onFailure(failure -> socket.close());
    } catch (IllegalStateException e) {
      socket.fetch(1); // It is closed; its end is read.
    }
  }

  void close(short code, String reason) {
    try {
      socket.close(code, cut(reason));
    } catch (IllegalStateException e) {
      return; // It is closed.
    }
    socket.resume(); // The client's close frame is behind what it sent.
  }

  /** Sentences are ASCII but for what a name may bring, and names are ASCII too. */
  private static String cut(String reason) {
    byte[] bytes = reason.getBytes(UTF_8);
    return bytes.length <= LONGEST_REASON
        ? reason
        : new String(bytes, 0, LONGEST_REASON - 3, UTF_8).replace("\ufffd", "") + "...";
  }
}
