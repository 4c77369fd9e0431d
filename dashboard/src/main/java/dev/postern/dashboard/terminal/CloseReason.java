package dev.postern.dashboard.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.terminal.CloseCodes;
import io.vertx.core.http.WebSocketBase;

/**
 * Why a WebSocket ends, for its other end.
 *
 * @param code RFC 6455 section 7.4; from 4000 on {@link CloseCodes}
 * @param sentence for people; may be null
 */
record CloseReason(int code, String sentence) {

  /** The browser closed the terminal: its shell ends. */
  static final CloseReason CLOSED = new CloseReason(1000, null);

  /** The browser is gone, perhaps only for a moment: the shell goes on for a while. */
  static final CloseReason DETACHED = new CloseReason(1001, null);

  /** There is no connection any more; a page tries again by itself. */
  static final CloseReason LOST = new CloseReason(1014, "The connection was lost.");

  static final CloseReason UNREACHABLE =
      new CloseReason(1014, "The gateway cannot be reached now.");

  /** Not a code of the gateway's: the page need not try whether a new token helps. */
  static final CloseReason SIGNED_OUT = new CloseReason(4411, "You signed out in this browser.");

  /** A close frame has 125 bytes, two of them the code. */
  private static final int LONGEST = 123;

  private static final int NO_CODE = 1005;

  /** What a close frame said. */
  static CloseReason of(Short code, String sentence) {
    return code == null || code == NO_CODE ? LOST : new CloseReason(code, sentence);
  }

  /** A WebSocket that is closed already stays as it is. */
  void close(WebSocketBase socket) {
    if (!socket.isClosed()) {
      socket.close((short) code, fitting(sentence));
      socket.resume(); // The other end's close frame is behind what it sent.
    }
  }

  private static String fitting(String text) {
    return text == null || text.getBytes(UTF_8).length <= LONGEST ? text : null;
  }
}
