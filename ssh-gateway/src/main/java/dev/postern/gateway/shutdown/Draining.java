package dev.postern.gateway.shutdown;

import dev.postern.gateway.session.Connections;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Stops the server: stops accepting, lets open sessions finish until a deadline, tells those that
 * are left, and ends them.
 */
public final class Draining {

  private static final Logger LOG = Logger.getLogger(Draining.class);
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final long LAST_WORDS_MILLIS = 300;
  private static final String SENTENCE = "Postern: the gateway restarts; log in again.";

  private final DrainableServer server;
  private final Connections connections;
  private final Duration deadline;

  public Draining(DrainableServer server, Connections connections, Duration deadline) {
    this.server = server;
    this.connections = connections;
    this.deadline = deadline;
  }

  /** Returns when every connection has ended. */
  public void run() {
    if (!server.isStarted()) {
      return;
    }
    try {
      server.stopAccepting();
      letFinish(Instant.now().plus(deadline));
      connections.endAll(SENTENCE);
      Thread.sleep(LAST_WORDS_MILLIS);
      server.stop(true);
    } catch (IOException e) {
      LOG.warn("The server did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void letFinish(Instant end) throws InterruptedException {
    while (connections.inContainers() > 0 && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
