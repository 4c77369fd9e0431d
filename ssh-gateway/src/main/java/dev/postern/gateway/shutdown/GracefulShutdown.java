package dev.postern.gateway.shutdown;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Stops the server: stops accepting, tells the people at terminals, lets open sessions finish until
 * a deadline, tells those that are left, and ends them.
 */
public final class GracefulShutdown {

  private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final long LAST_WORDS_MILLIS = 300;
  private static final String SENTENCE = "Postern: the gateway restarts; log in again.";

  private final DrainableServer server;
  private final List<Drainable> drainables;
  private final Duration deadline;

  public GracefulShutdown(DrainableServer server, List<Drainable> drainables, Duration deadline) {
    this.server = server;
    this.drainables = drainables;
    this.deadline = deadline;
  }

  /** Returns when every connection has ended. */
  public void run() {
    if (!server.isStarted()) {
      return;
    }
    try {
      server.stopAccepting();
      drainables.forEach(all -> all.tell(warning()));
      letFinish(Instant.now().plus(deadline));
      drainables.forEach(all -> all.endAll(SENTENCE));
      Thread.sleep(LAST_WORDS_MILLIS);
      server.stop(true);
    } catch (IOException e) {
      LOG.warn("The server did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String warning() {
    return "Postern: the gateway restarts; this session ends in "
        + deadline.toSeconds()
        + " s at the latest. Log in again then.";
  }

  private void letFinish(Instant end) throws InterruptedException {
    while (inContainers() > 0 && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private long inContainers() {
    return drainables.stream().mapToLong(Drainable::inContainers).sum();
  }
}
