package dev.postern.gateway.webterminal;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Closes the WebSocket of a client whose sign-in expired, or that no longer answers. */
final class TerminalTimeouts {

  private final Vertx vertx;
  private final Attachment client;
  private final long looking;
  private volatile long expiry;
  private volatile boolean unanswered;

  TerminalTimeouts(Vertx vertx, Attachment client, Duration keepAlive) {
    this.vertx = vertx;
    this.client = client;
    this.looking = vertx.setPeriodic(keepAlive.toMillis(), id -> look());
  }

  /** The sign-in is good until then, no longer until the time that was said before. */
  synchronized void until(Instant time) {
    vertx.cancelTimer(expiry);
    long millis = Math.max(1, Duration.between(Instant.now(), time).toMillis());
    expiry = vertx.setTimer(millis, id -> client.signedOut());
  }

  private void look() {
    if (unanswered && client.isHeard()) {
      client.leave(CloseCode.IDLE, "Postern: your client does not answer.");
    } else {
      unanswered = true;
      client.ping();
    }
  }

  void answered() {
    unanswered = false;
  }

  void stop() {
    vertx.cancelTimer(looking);
    vertx.cancelTimer(expiry);
  }
}
