package dev.postern.credential.pods;

import dev.postern.credential.access.kubernetes.KubernetesConfig;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.credential.pods.PodFacts.Phase;
import dev.postern.credential.pods.PodReconciler.ToRestore;
import dev.postern.credential.transaction.Transactions;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * One term as the watching replica. It looks at a pod again after every change, and at every pod
 * now and then, and makes the database agree with it. What a change said does not count, so that
 * events that come twice, late or not at all are harmless.
 */
final class PodController implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PodController.class);

  private final Transactions transactions;
  private final PodRepository rows;
  private final PodReconciler life;
  private final Restoration restoration;
  private final AttemptWorker worker;
  private final KubernetesConfig config;
  private final ManagedPods pods;
  private final WorkQueue queue;
  private final Set<String> toldUnfit = ConcurrentHashMap.newKeySet();
  private Cancellable resync;

  PodController(KubernetesClient client, KubernetesConfig config, Parts parts) {
    this.transactions = parts.transactions();
    this.rows = parts.rows();
    this.life = parts.life();
    this.restoration = parts.restoration();
    this.worker = parts.worker();
    this.config = config;
    this.queue = new WorkQueue(config.parallel(), this::look, PodController::report);
    this.pods =
        new ManagedPods(
            client, config.namespaceSelector(), config.podSelector(), queue::add, this::lookAtAll);
  }

  /** What a term works with. */
  record Parts(
      Transactions transactions,
      PodRepository rows,
      PodReconciler life,
      Restoration restoration,
      AttemptWorker worker) {}

  void start() {
    pods.start();
    resync =
        Multi.createFrom()
            .ticks()
            .startingAfter(config.resync())
            .every(config.resync())
            .onOverflow()
            .drop()
            .subscribe()
            .with(tick -> lookAtAll());
  }

  @Override
  public void close() {
    queue.close();
    pods.close();
    if (resync != null) {
      resync.cancel();
    }
  }

  private void lookAtAll() {
    pods.keys().forEach(queue::add);
    transactions
        .run(rows::keys)
        .subscribe()
        .with(
            keys -> keys.forEach(queue::add),
            failure -> LOG.warn("Cannot list the known pods", failure));
  }

  private Uni<Void> look(String key) {
    String[] words = key.split("/", 2);
    if (!pods.isListed(words[0])) {
      return nothing();
    }
    Optional<Pod> pod = pods.pod(words[0], key);
    String there = pod.map(PodReader::identity).orElse(null);
    return transactions
        .run(() -> rows.named(words[0], words[1]))
        .chain(known -> away(words[0], words[1], without(known, there)))
        .chain(() -> pod.isEmpty() ? nothing() : look(pod.get(), words[0]));
  }

  private static List<String> without(List<String> known, String there) {
    return known.stream().filter(identity -> !identity.equals(there)).toList();
  }

  /**
   * The cache may be behind, so the API server is asked before the password of a missing pod is
   * given up.
   */
  private Uni<Void> away(String namespace, String name, List<String> missing) {
    if (missing.isEmpty() || !pods.isManaged(namespace)) {
      return away(missing, false);
    }
    return Uni.createFrom()
        .item(() -> pods.fetch(namespace, name))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            pod ->
                pod.map(PodReader::identity).filter(missing::contains).isPresent()
                    ? Uni.createFrom().failure(new StaleViewException())
                    : away(missing, true));
  }

  private Uni<Void> away(List<String> missing, boolean certain) {
    return Multi.createFrom()
        .iterable(missing)
        .onItem()
        .transformToUniAndConcatenate(
            identity -> transactions.run(() -> life.away(identity, certain)).replaceWith(identity))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> look(Pod pod, String namespace) {
    Optional<Namespace> there = pods.namespace(namespace);
    return there.isEmpty()
        ? nothing()
        : Uni.createFrom()
            .item(() -> PodReader.read(pod, there.get()))
            .chain(this::act)
            .onFailure(UnfitPodException.class)
            .recoverWithUni(unfit -> tell(pod, (UnfitPodException) unfit));
  }

  private Uni<Void> act(PodFacts pod) {
    if (pod.phase() == Phase.ENDED) {
      return transactions.run(() -> life.stopped(pod.identity()));
    }
    return pod.phase() == Phase.WAITING ? nothing() : ready(pod);
  }

  private Uni<Void> ready(PodFacts pod) {
    return transactions
        .run(() -> life.ready(pod))
        .chain(toRestore -> toRestore == null ? nothing() : restore(pod, toRestore))
        .invoke(worker::wake);
  }

  /** Repeats until the restored password is the kept one: another may be proven in between. */
  private Uni<Void> restore(PodFacts pod, ToRestore toRestore) {
    return Uni.createFrom()
        .item(() -> restoration.run(pod, toRestore))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(done -> transactions.run(() -> life.restored(pod, done)))
        .chain(settled -> settled ? nothing() : ready(pod));
  }

  /** Logs each thing that is wrong with a pod once. */
  private Uni<Void> tell(Pod pod, UnfitPodException unfit) {
    String what = PodReader.identity(pod) + " " + unfit.reason();
    if (toldUnfit.add(what)) {
      LOG.warnf(
          "No SSH access for pod=%s/%s reason=%s",
          pod.getMetadata().getNamespace(), pod.getMetadata().getName(), unfit.reason());
    }
    return nothing();
  }

  private static void report(String key, Throwable failure) {
    if (failure instanceof Restoration.RestorationException restoration) {
      LOG.warnf(
          "Not restored yet container=%s pod=%s reason=%s",
          restoration.container(), key, restoration.getMessage());
    } else {
      LOG.warnf(failure, "Looking at a pod failed, it is tried again pod=%s", key);
    }
  }

  /** The watch does not show the pod yet. */
  private static final class StaleViewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleViewException() {
      super("the watch is behind", null, false, false);
    }
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
