package dev.postern.dashboard.terminal;

import dev.postern.terminal.TerminalProtocol;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;

/**
 * Hands frames on in one direction. A frame is read when an earlier one is on the wire, so that an
 * end that does not read stops the other one, and little is kept here.
 */
final class Direction {

  /** Frames of at most {@link TerminalProtocol#LONGEST_FRAME} that are under way at a time. */
  private static final int AHEAD = 8;

  private final Incoming from;
  private final WebSocketBase to;
  private int underWay;

  Direction(Incoming from, WebSocketBase to) {
    this.from = from;
    this.to = to;
  }

  void start(Consumer<CloseReason> ended) {
    from.to(this::handOn, ended);
    from.fetch(AHEAD);
  }

  void handOn(WebSocketFrame frame) {
    underWay++;
    to.writeFrame(frame).onComplete(written -> more());
  }

  private void more() {
    underWay--;
    from.fetch(1);
  }

  /** Whether {@code to} takes nothing at the moment, so that nothing is read. */
  boolean isStalled() {
    return underWay >= AHEAD;
  }
}
