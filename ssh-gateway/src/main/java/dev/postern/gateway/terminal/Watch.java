package dev.postern.gateway.terminal;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Ends a terminal whose sign-in expired, whose client is gone, or which nobody uses. */
final class Watch {

  private final Vertx vertx;
  private final WebTerminal terminal;
  private final TerminalConfig config;
  private final long looking;
  private volatile long expiry;
  private volatile boolean unanswered;

  Watch(Vertx vertx, WebTerminal terminal, TerminalConfig config) {
    this.vertx = vertx;
    this.terminal = terminal;
    this.config = config;
    this.looking = vertx.setPeriodic(config.keepAlive().toMillis(), id -> look());
  }

  /** The sign-in is good until then, no longer until the time that was said before. */
  synchronized void until(Instant time) {
    vertx.cancelTimer(expiry);
    long millis = Math.max(1, Duration.between(Instant.now(), time).toMillis());
    expiry = vertx.setTimer(millis, id -> terminal.signedOut());
  }

  private void look() {
    if (terminal.isIdleFor(config.idle())) {
      terminal.end(Ending.IDLE, "Postern: nothing was typed or shown here for too long.");
    } else if (unanswered && terminal.reads()) {
      terminal.end(Ending.IDLE, "Postern: your client does not answer.");
    } else {
      unanswered = true;
      terminal.ping();
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
