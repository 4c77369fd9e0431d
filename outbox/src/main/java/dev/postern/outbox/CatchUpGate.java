package dev.postern.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Closed from the start of the process until the database agrees with what the service published:
 * it may have been restored from a backup. What acts on the database's word waits for it.
 *
 * <p>It opens when the process that relays, whichever that is, has caught up, and stays open until
 * this process itself notices another restore. A service without a {@link RestoreListener} has
 * nothing to wait for.
 */
@ApplicationScoped
public class CatchUpGate {
  private static final Logger LOG = Logger.getLogger(CatchUpGate.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Pool pool;
  private final boolean waits;
  private volatile CompletableFuture<Void> open = new CompletableFuture<>();
  private Cancellable looking = () -> {};

  @Inject
  CatchUpGate(Pool pool, OutboxConfig config, @Any Instance<RestoreListener> listeners) {
    this(pool, config.relayEnabled() && !listeners.isUnsatisfied());
  }

  /**
   * @param waits false where it is always open
   */
  CatchUpGate(Pool pool, boolean waits) {
    this.pool = pool;
    this.waits = waits;
  }

  public boolean isOpen() {
    return open.isDone();
  }

  /** Completes, on any thread, when it is open; at once where it is. */
  public Uni<Void> opened() {
    // Of a copy: who gives up waiting would cancel it for all.
    return Uni.createFrom().completionStage(() -> open.copy());
  }

  void begin(@Observes StartupEvent ignored) {
    begin();
  }

  /** The database was restored under a running process, which waits like a new one. */
  synchronized void close() {
    if (waits && open.isDone()) {
      open = new CompletableFuture<>();
      begin();
    }
  }

  synchronized void begin() {
    if (!waits) {
      open.complete(null);
      return;
    }
    looking =
        Multi.createFrom()
            .ticks()
            .every(LOOK)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> look())
            .filter(caughtUp -> caughtUp)
            .toUni()
            .subscribe()
            .with(caughtUp -> open());
  }

  private Uni<Boolean> look() {
    return RelayLock.isCaughtUp(pool)
        .onFailure()
        .invoke(failure -> LOG.debugf("Cannot see whether it has caught up reason=%s", failure))
        .onFailure()
        .recoverWithItem(false);
  }

  private void open() {
    LOG.debug("The database agrees with what was published");
    open.complete(null);
  }

  void end(@Observes ShutdownEvent ignored) {
    end();
  }

  synchronized void end() {
    looking.cancel();
  }
}
