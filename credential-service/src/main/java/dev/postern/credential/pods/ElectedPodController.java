package dev.postern.credential.pods;

import dev.postern.background.LeaderElection;
import dev.postern.credential.access.kubernetes.KubernetesConfig;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.credential.transaction.Transactions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Of several replicas the one that holds the Lease watches pods. Two that believe so for a moment,
 * as after a long pause, do no harm: every step is repeatable and behind row locks and the fence.
 */
@ApplicationScoped
class ElectedPodController implements LeaderElection.Term {

  private static final Logger LOG = Logger.getLogger(ElectedPodController.class);

  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final PodController.Parts parts;
  private final MeterRegistry meters;
  private final AtomicInteger watching = new AtomicInteger();

  /** Null where Kubernetes is not enabled. */
  private LeaderElection election;

  /** Null while another replica watches. */
  private PodController controller;

  ElectedPodController(
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
      election = new LeaderElection(client, lease(), config.identity(), this);
      meters.gauge("postern.kubernetes.reachable", election, one -> one.reachesCluster() ? 1 : 0);
      election.start();
    }
  }

  /** Empty where Kubernetes is not enabled. */
  Optional<LeaderElection> election() {
    return Optional.ofNullable(election);
  }

  void stop(@Observes ShutdownEvent event) {
    if (election != null) {
      election.close();
    }
  }

  private LeaderElection.Lease lease() {
    KubernetesConfig.Lease lease = config.lease();
    return new LeaderElection.Lease(
        lease.namespace(),
        lease.name(),
        lease.duration(),
        lease.renewDeadline(),
        lease.retryPeriod());
  }

  @Override
  public void begin() {
    LOG.info("Watching pods: this replica holds the Lease");
    watching.set(1);
    controller = new PodController(client, config, parts);
    controller.start();
  }

  @Override
  public void end() {
    LOG.info("Watching pods no longer: another replica will");
    watching.set(0);
    controller.close();
    controller = null;
  }
}
