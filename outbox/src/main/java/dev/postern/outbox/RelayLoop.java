package dev.postern.outbox;

import dev.postern.background.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Moves stored events to Kafka, round by round: acquire the lock if it is free, read a batch,
 * publish it, mark it. See {@code docs/internals/outbox.md}.
 *
 * <p>All state belongs to one thread, which is also the one that Kafka's client may block. A relay
 * that hangs there shows PostgreSQL no sign of life and so loses its lock.
 */
final class RelayLoop {
  private static final Logger LOG = Logger.getLogger(RelayLoop.class);

  /** What a round has come to. */
  private enum Outcome {
    /** Another process has the lock. */
    STANDBY,
    /** All that was there is published. */
    IDLE,
    /** The batch was full: there may be more. */
    MORE
  }

  /** Between the steps of a round; tests stop or crash a relay here. */
  enum Step {
    READ,
    SENT,
    COMMITTED
  }

  private final Pool pool;
  private final Function<Runnable, EventPublisher> publishers;
  private final RestoreCatchUp catchUp;
  private final OutboxConfig config;
  private final Backoff backoff;
  private final Consumer<Integer> published;
  private final Consumer<Step> reached;
  private final ScheduledThreadPoolExecutor thread;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private RelayLock lock;
  private EventPublisher publisher;
  private boolean running;
  private boolean woken;
  private boolean stopping;
  private int failures;
  private Future<?> next = CompletableFuture.completedFuture(null);

  /**
   * @param publishers opens a publisher that runs the given callback between sending and committing
   * @param catchUp runs once the lock is acquired, before anything is published
   * @param published is told how many events a round has published
   */
  RelayLoop(
      Pool pool,
      Function<Runnable, EventPublisher> publishers,
      RestoreCatchUp catchUp,
      OutboxConfig config,
      Consumer<Integer> published,
      Consumer<Step> reached) {
    if (config.turnTimeout().compareTo(config.pollInterval().multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "postern.outbox.turn-timeout must be at least twice postern.outbox.poll-interval");
    }
    this.pool = pool;
    this.publishers = publishers;
    this.catchUp = catchUp;
    this.config = config;
    this.backoff = Backoff.exact(config.retryDelay(), config.maxRetryDelay());
    this.published = published;
    this.reached = reached;
    this.thread = new ScheduledThreadPoolExecutor(1, RelayLoop::relayThread);
    this.thread.setRemoveOnCancelPolicy(true);
  }

  void start() {
    wake();
  }

  /** Starts a round, or one more after the one that is running. Any thread. */
  void wake() {
    try {
      thread.execute(this::round);
    } catch (RejectedExecutionException e) {
      LOG.debug("Woken after the stop");
    }
  }

  /** Completes when the round under way is over and the lock is released. */
  Uni<Void> stop() {
    try {
      thread.execute(this::beginStop);
    } catch (RejectedExecutionException e) {
      LOG.debug("Stopped before");
    }
    return Uni.createFrom().completionStage(stopped);
  }

  /** Ends at once, whatever is under way. */
  void kill() {
    thread.shutdownNow();
  }

  private void round() {
    if (running || stopping) {
      woken = true;
      return;
    }
    running = true;
    woken = false;
    next.cancel(false);
    Uni.createFrom()
        .deferred(this::acquireLock)
        .chain(acquired -> acquired ? relayBatch() : Uni.createFrom().item(Outcome.STANDBY))
        .emitOn(thread)
        .subscribe()
        .with(this::finished, this::failed);
  }

  private void beginStop() {
    stopping = true;
    next.cancel(false);
    if (!running) {
      releaseLock().subscribe().with(this::end);
    }
  }

  private Uni<Boolean> acquireLock() {
    if (lock != null) {
      return Uni.createFrom().item(true);
    }
    return RelayLock.acquire(pool, config.turnTimeout(), this::wake)
        .emitOn(thread)
        .map(this::begin)
        .call(acquired -> acquired ? catchUp.run(lock, thread) : Uni.createFrom().voidItem())
        .emitOn(thread);
  }

  private boolean begin(Optional<RelayLock> acquired) {
    if (acquired.isEmpty()) {
      return false;
    }
    lock = acquired.get();
    // Only with the lock in hand: opening fences the relay that had it before.
    publisher = publishers.apply(() -> reached.accept(Step.SENT));
    LOG.info("Acquired the lock: this process relays events");
    return true;
  }

  private Uni<Outcome> relayBatch() {
    return lock.unpublished(config.batchSize())
        .emitOn(thread)
        .chain(
            batch -> {
              if (batch.isEmpty()) {
                return Uni.createFrom().item(Outcome.IDLE);
              }
              reached.accept(Step.READ);
              Map<TopicPartition, Long> positions = publisher.publish(batch);
              reached.accept(Step.COMMITTED);
              return lock.markPublished(batch, positions)
                  .invoke(() -> published.accept(batch.size()))
                  .replaceWith(batch.size() < config.batchSize() ? Outcome.IDLE : Outcome.MORE);
            });
  }

  private void finished(Outcome outcome) {
    running = false;
    failures = 0;
    if (stopping) {
      releaseLock().subscribe().with(this::end);
    } else if (outcome == Outcome.MORE || woken) {
      wake();
    } else {
      schedule(config.pollInterval());
    }
  }

  private void failed(Throwable failure) {
    LOG.warnf("Relaying failed failures=%d reason=%s", failures + 1, rootOf(failure));
    releaseLock()
        .emitOn(thread)
        .subscribe()
        .with(
            ignored -> {
              running = false;
              if (stopping) {
                end(null);
              } else {
                schedule(backoff.after(++failures));
              }
            });
  }

  /** Never fails. */
  private Uni<Void> releaseLock() {
    if (publisher != null) {
      publisher.close();
      publisher = null;
    }
    RelayLock last = lock;
    lock = null;
    return last == null ? Uni.createFrom().voidItem() : last.release();
  }

  private void end(Void ignored) {
    thread.shutdown();
    stopped.complete(null);
  }

  private void schedule(Duration delay) {
    next = thread.schedule(this::round, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static Thread relayThread(Runnable work) {
    Thread thread = new Thread(work, "outbox-relay");
    thread.setDaemon(true);
    return thread;
  }
}
