package dev.postern.dashboard.terminal;

import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/**
 * What comes on a WebSocket, in its order: Vert.x tells an end before the frames that came before
 * it, and takes no handler after it. One that was closed before a listener was set has ended, like
 * any other.
 */
final class Incoming {

  private final WebSocketBase socket;
  private Consumer<WebSocketFrame> frames = frame -> {};
  private Consumer<CloseReason> ended = reason -> {};
  private final boolean over;

  /** Nothing is read of it yet. */
  Incoming(WebSocketBase socket) {
    this.socket = socket;
    this.over = !listens();
  }

  private boolean listens() {
    try {
      socket.pause();
      socket.frameHandler(this::take);
      socket.closeHandler(closed -> lost());
      return true;
    } catch (IllegalStateException closed) {
      return false;
    }
  }

  /**
   * @param next for frames with data
   * @param end is told how it ended, after everything that came before
   */
  void to(Consumer<WebSocketFrame> next, Consumer<CloseReason> end) {
    this.frames = next;
    this.ended = end;
    if (over) {
      end.accept(CloseReason.of(socket.closeStatusCode(), socket.closeReason()));
    }
  }

  void fetch(int count) {
    socket.fetch(count);
  }

  private void take(WebSocketFrame frame) {
    if (frame.isClose()) {
      ended.accept(CloseReason.of(frame.closeStatusCode(), frame.closeReason()));
    } else if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
      frames.accept(frame);
    }
  }

  /** A close frame comes in its turn; without one there is nothing to wait for. */
  private void lost() {
    if (socket.closeStatusCode() == null) {
      ended.accept(CloseReason.LOST);
    }
  }
}
