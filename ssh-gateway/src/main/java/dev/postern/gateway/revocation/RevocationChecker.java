package dev.postern.gateway.revocation;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Runs the check of all connections, soon after a change and regularly, on a thread of its own. */
public final class RevocationChecker implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RevocationChecker.class);
  private static final long EVERY_MILLIS = 500;

  private final Runnable check;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "postern-revocation");
            worker.setDaemon(true);
            return worker;
          });

  public RevocationChecker(Runnable check) {
    this.check = check;
    thread.scheduleWithFixedDelay(this::run, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Asks for a check; many at once are one. */
  public void soon() {
    if (asked.compareAndSet(false, true)) {
      try {
        thread.execute(this::run);
      } catch (RejectedExecutionException e) {
        LOG.debug("Stopped checking connections");
      }
    }
  }

  private void run() {
    asked.set(false);
    try {
      check.run();
    } catch (RuntimeException e) {
      LOG.error("Checking connections failed, it goes on", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
