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

/** Elects the replica that talks to the cluster: the one that holds the Lease. */
final class LeaderElection implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LeaderElection.class);

  private final KubernetesClient client;
  private final KubernetesConfig.Lease lease;
  private final LeaseLock lock;
  private final Runnable onElected;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(LeaderElection::thread);
  private volatile boolean leader;
  private volatile CompletableFuture<?> candidacy;

  LeaderElection(
      KubernetesClient client, String namespace, KubernetesConfig.Lease lease, Runnable onElected) {
    this.client = client;
    this.lease = lease;
    this.lock = new LeaseLock(lease.namespace().orElse(namespace), lease.name(), identity());
    this.onElected = onElected;
    thread.execute(this::stand);
  }

  private static String identity() {
    String host = System.getenv("HOSTNAME");
    return (host == null ? "postern" : host) + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  boolean isLeader() {
    return leader;
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
    leader = true;
    onElected.run();
  }

  private void end() {
    leader = false;
  }

  private void standAgain() {
    end();
    if (!thread.isShutdown()) {
      thread.schedule(this::stand, lease.retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Releases the Lease. */
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
    Thread thread = new Thread(task, "plane-leader-election");
    thread.setDaemon(true);
    return thread;
  }
}
