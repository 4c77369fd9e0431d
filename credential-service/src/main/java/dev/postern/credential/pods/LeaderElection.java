package dev.postern.credential.pods;

import dev.postern.credential.access.kubernetes.KubernetesConfig;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.credential.transaction.Transactions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Of several replicas the one that holds the Lease watches. Two that believe so for a moment, as
 * after a long pause, do no harm: every step is repeatable and behind row locks and the fence.
 */
@ApplicationScoped
class LeaderElection {

  private static final Logger LOG = Logger.getLogger(LeaderElection.class);

  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final PodController.Parts parts;
  private final MeterRegistry meters;
  private final AtomicInteger watching = new AtomicInteger();

  /** Null where Kubernetes is not enabled; one thread, so that terms never overlap here. */
  private ScheduledExecutorService thread;

  private CompletableFuture<?> candidacy;
  private PodController term;

  LeaderElection(
      KubernetesClient client,
      KubernetesConfig config,
      Transactions transactions,
      PodRepository rows,
      PodReconciler life,
      Restoration restoration,
      AttemptWorker worker,
      MeterRegistry meters) {
    this.client = client;
    this.config = config;
    this.parts = new PodController.Parts(transactions, rows, life, restoration, worker);
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      meters.gauge("postern.kubernetes.watching", watching);
      thread = Executors.newSingleThreadScheduledExecutor(LeaderElection::thread);
      thread.execute(this::stand);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (thread != null) {
      thread.execute(this::leave);
      shutDown(thread);
    }
  }

  private static void shutDown(ExecutorService thread) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }

  private void leave() {
    if (candidacy != null) {
      candidacy.cancel(true);
    }
    end();
  }

  private void stand() {
    KubernetesConfig.Lease lease = config.lease();
    String namespace = namespace(lease);
    LeaseLock lock = new LeaseLock(namespace, lease.name(), identity());
    candidacy =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfig(
                    lock,
                    lease.duration(),
                    lease.renewDeadline(),
                    lease.retryPeriod(),
                    new LeaderCallbacks(
                        () -> later(this::begin), () -> later(this::end), holder -> {}),
                    true,
                    lease.name()))
            .build()
            .start();
    candidacy.whenComplete((done, failure) -> later(this::standAgain));
  }

  private String namespace(KubernetesConfig.Lease lease) {
    return lease.namespace().or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
  }

  private String identity() {
    return config
        .identity()
        .orElseGet(
            () ->
                Optional.ofNullable(System.getenv("HOSTNAME")).orElse("postern")
                    + "-"
                    + UUID.randomUUID().toString().substring(0, 8));
  }

  private void standAgain() {
    end();
    thread.schedule(this::stand, config.lease().retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The elector calls while it holds its own lock. */
  private void later(Runnable step) {
    if (!thread.isShutdown()) {
      thread.execute(step);
    }
  }

  private void begin() {
    LOG.info("Watching pods: this replica holds the Lease");
    watching.set(1);
    term = new PodController(client, config, parts);
    term.start();
  }

  private void end() {
    if (term != null) {
      LOG.info("Watching pods no longer: another replica will");
      watching.set(0);
      term.close();
      term = null;
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "pod-election");
    thread.setDaemon(true);
    return thread;
  }
}
