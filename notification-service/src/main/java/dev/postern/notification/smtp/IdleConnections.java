package dev.postern.notification.smtp;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Connections that wait for the next mail, the one used last first. */
final class IdleConnections {

  private record Idle(SmtpConnection connection, long timer) {}

  private final Vertx vertx;
  private final Duration life;
  private final Deque<Idle> idle = new ArrayDeque<>();

  /**
   * @param life how long a connection waits until it takes leave
   */
  IdleConnections(Vertx vertx, Duration life) {
    this.vertx = vertx;
    this.life = life;
  }

  synchronized void put(SmtpConnection connection) {
    idle.push(new Idle(connection, vertx.setTimer(life.toMillis(), timer -> expire(connection))));
  }

  /** One that the server has not hung up. */
  synchronized Optional<SmtpConnection> take() {
    while (!idle.isEmpty()) {
      Idle next = idle.pop();
      vertx.cancelTimer(next.timer());
      if (!next.connection().isEnded()) {
        return Optional.of(next.connection());
      }
    }
    return Optional.empty();
  }

  private void expire(SmtpConnection connection) {
    if (remove(connection)) {
      connection.quit();
    }
  }

  private synchronized boolean remove(SmtpConnection connection) {
    return idle.removeIf(waiting -> waiting.connection() == connection);
  }
}
