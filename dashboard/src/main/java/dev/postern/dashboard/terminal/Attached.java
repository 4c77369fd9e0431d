package dev.postern.dashboard.terminal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;

/**
 * A gateway's WebSocket that has a shell.
 *
 * @param first the gateway's first message: which shell it is
 */
record Attached(WebSocket socket, Incoming incoming, WebSocketFrame first) {

  /** The gateway opens the shell in the container before it says anything. */
  private static final int LIMIT_MILLIS = 30_000;

  /** Waits for the first message; fails with {@link NotAttachedException}. */
  static Future<Attached> first(Vertx vertx, WebSocket socket) {
    Promise<Attached> attached = Promise.promise();
    var incoming = new Incoming(socket);
    incoming.to(
        frame -> attached.tryComplete(new Attached(socket, incoming, frame)),
        reason -> attached.tryFail(new NotAttachedException(reason)));
    incoming.fetch(1);
    long limit = vertx.setTimer(LIMIT_MILLIS, timer -> giveUp(attached, socket));
    return attached.future().onComplete(done -> vertx.cancelTimer(limit));
  }

  private static void giveUp(Promise<Attached> attached, WebSocket socket) {
    if (attached.tryFail(new NotAttachedException(CloseReason.UNREACHABLE))) {
      CloseReason.CLOSED.close(socket);
    }
  }
}
