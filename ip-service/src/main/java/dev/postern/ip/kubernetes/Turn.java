package dev.postern.ip.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Whose turn it is to talk to the cluster: the replica's that holds the Lease. */
final class Turn implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Turn.class);

  private final KubernetesClient client;
  private final KubernetesConfig.Lease lease;
  private final LeaseLock lock;
  private final Runnable onTurn;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Turn::thread);
  private volatile boolean ours;
  private volatile CompletableFuture<?> candidacy;

  Turn(KubernetesClient client, String namespace, KubernetesConfig.Lease lease, Runnable onTurn) {
    this.client = client;
    this.lease = lease;
    this.lock = new LeaseLock(lease.namespace().orElse(namespace), lease.name(), identity());
    this.onTurn = onTurn;
    thread.execute(this::stand);
  }

  private static String identity() {
    String host = System.getenv("HOSTNAME");
    return (host == null ? "postern" : host) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  boolean isOurs() {
    return ours;
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
                    new LeaderCallbacks(this::begin, this::end, holder -> {}),
                    true,
                    lease.name()))
            .build()
            .start();
    candidacy.whenComplete((done, failure) -> standAgain());
  }

  private void begin() {
    LOG.info("Talking to the cluster: this replica holds the Lease");
    ours = true;
    onTurn.run();
  }

  private void end() {
    ours = false;
  }

  private void standAgain() {
    end();
    if (!thread.isShutdown()) {
      thread.schedule(this::stand, lease.retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Gives the turn back. */
  @Override
  public void close() {
    thread.shutdown();
    CompletableFuture<?> standing = candidacy;
    if (standing != null) {
      standing.cancel(true);
    }
    end();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "plane-turn");
    thread.setDaemon(true);
    return thread;
  }
}
