package dev.postern.dashboard.terminal;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;

/**
 * Keeps proxies from closing a quiet connection, and notices an end that is gone without a word.
 */
final class Pings {

  private static final long EVERY_MILLIS = 20_000;

  private final Vertx vertx;
  private final WebSocketBase socket;
  private final Direction from;
  private final Runnable silent;
  private boolean answered = true;

  private Pings(Vertx vertx, WebSocketBase socket, Direction from, Runnable silent) {
    this.vertx = vertx;
    this.socket = socket;
    this.from = from;
    this.silent = silent;
  }

  /**
   * @param from what is read of the socket: while that is stalled, answers are not read either
   */
  static void on(Vertx vertx, WebSocketBase socket, Direction from, Runnable silent) {
    if (socket.isClosed()) {
      return; // What it sent before may still be on its way.
    }
    var pings = new Pings(vertx, socket, from, silent);
    socket.pongHandler(pong -> pings.answered = true);
    vertx.setPeriodic(EVERY_MILLIS, pings::next);
  }

  private void next(long timer) {
    if (socket.isClosed()) {
      vertx.cancelTimer(timer);
    } else if (answered || from.isStalled()) {
      answered = false;
      socket.writePing(Buffer.buffer());
    } else {
      silent.run();
    }
  }
}
