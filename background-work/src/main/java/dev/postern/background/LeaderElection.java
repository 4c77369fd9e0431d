package dev.postern.background;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Elects one of several replicas: the one that holds a Kubernetes Lease. Two may believe so for a
 * moment, as after a long pause; what a leader does must be harmless then.
 */
public final class LeaderElection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final Lease lease;
  private final ObservedLock lock;
  private final Term term;

  /** One thread, so that terms never overlap here. */
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(LeaderElection::thread);

  private volatile boolean leader;
  private volatile boolean closed;
  private CompletableFuture<?> candidacy;
  private Future<?> nextCandidacy = CompletableFuture.completedFuture(null);
  private boolean inOffice;

  /**
   * The Lease and how it is held.
   *
   * @param namespace empty for the client's own
   * @param duration after how long without renewal another replica takes over
   * @param renewDeadline how long the leader tries to renew it; less than the duration
   * @param retryPeriod how often it is renewed or asked for
   */
  public record Lease(
      Optional<String> namespace,
      String name,
      Duration duration,
      Duration renewDeadline,
      Duration retryPeriod) {}

  /** What a replica does as the leader; both are called on the election's thread, in turns. */
  public interface Term {

    void begin();

    void end();
  }

  /**
   * @param replica this replica's name in the Lease; empty for the host name and a random part
   */
  public LeaderElection(KubernetesClient client, Lease lease, Optional<String> replica, Term term) {
    this.client = client;
    this.lease = lease;
    this.lock =
        new ObservedLock(
            new LeaseLock(
                namespace(client, lease), lease.name(), replica.orElseGet(LeaderElection::random)));
    this.term = term;
  }

  private static String namespace(KubernetesClient client, Lease lease) {
    return lease.namespace().or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
  }

  private static String random() {
    return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("postern")
        + "-"
        + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Stands for election, again and again until it is closed. */
  public void start() {
    thread.execute(this::stand);
  }

  public boolean isLeader() {
    return leader && !closed;
  }

  /** Whether the API server has answered since the start. */
  public boolean hasReachedCluster() {
    return lock.hasAnswered();
  }

  /** Whether it answered when it was last asked; every replica asks, leader or not. */
  public boolean reachesCluster() {
    return lock.answers();
  }

  private void stand() {
    candidacy =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfig(
                    lock,
                    lease.duration(),
                    lease.renewDeadline(),
                    lease.retryPeriod(),
                    new LeaderCallbacks(this::elected, this::deposed, holder -> {}),
                    true,
                    lease.name()))
            .build()
            .start();
    candidacy.whenComplete((done, failure) -> standAgainLater());
  }

  private void elected() {
    leader = true;
    later(this::begin);
  }

  private void deposed() {
    leader = false;
    later(this::end);
  }

  private void standAgainLater() {
    deposed();
    later(this::scheduleCandidacy);
  }

  private void scheduleCandidacy() {
    nextCandidacy =
        thread.schedule(this::stand, lease.retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The elector calls while it holds its own lock. */
  private void later(Runnable step) {
    if (closed) {
      return;
    }
    try {
      thread.execute(step);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile; the closing ends the term.
    }
  }

  private void begin() {
    inOffice = true;
    term.begin();
  }

  private void end() {
    if (inOffice) {
      inOffice = false;
      term.end();
    }
  }

  /** Ends the term and releases the Lease; waits for that, but not for ever. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    thread.execute(this::leave);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }

  private void leave() {
    nextCandidacy.cancel(false);
    if (candidacy != null) {
      candidacy.cancel(true);
    }
    end();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "leader-election");
    thread.setDaemon(true);
    return thread;
  }
}
