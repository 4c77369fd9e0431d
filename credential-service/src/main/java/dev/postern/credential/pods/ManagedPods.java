package dev.postern.credential.pods;

import dev.postern.credential.access.kubernetes.PodLabels;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The cluster's managed namespaces and their labelled pods, as far as the watch shows them: a list,
 * then a watch, then both again where the watch broke or is too old. There is one watch per
 * namespace, because the right to see pods is given namespace by namespace.
 */
final class ManagedPods implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ManagedPods.class);

  private final KubernetesClient client;
  private final String podSelector;
  private final PodLabels labels;
  private final Consumer<String> changed;
  private final Runnable listed;
  private final SharedIndexInformer<Namespace> namespaces;
  private final Map<String, SharedIndexInformer<Pod>> pods = new ConcurrentHashMap<>();

  /**
   * @param changed is given the {@code namespace/name} of a pod that changed
   * @param listed runs when all pods of another namespace are known, or a namespace is gone
   */
  ManagedPods(
      KubernetesClient client,
      String namespaceSelector,
      String podSelector,
      Consumer<String> changed,
      Runnable listed) {
    this.client = client;
    this.podSelector = podSelector;
    this.labels = PodLabels.parse(podSelector);
    this.changed = changed;
    this.listed = listed;
    this.namespaces = client.namespaces().withLabelSelector(namespaceSelector).runnableInformer(0);
  }

  void start() {
    namespaces
        .addEventHandler(on(this::open, this::close))
        .exceptionHandler((started, failure) -> retry(failure))
        .start()
        .thenRun(listed);
  }

  private void open(Namespace namespace) {
    pods.computeIfAbsent(namespace.getMetadata().getName(), this::watch);
  }

  private SharedIndexInformer<Pod> watch(String namespace) {
    SharedIndexInformer<Pod> informer =
        client.pods().inNamespace(namespace).withLabelSelector(podSelector).runnableInformer(0);
    informer
        .addEventHandler(on(this::announce, this::announce))
        .exceptionHandler((started, failure) -> retry(namespace, failure))
        .start()
        .thenRun(listed);
    return informer;
  }

  private void close(Namespace namespace) {
    SharedIndexInformer<Pod> informer = pods.remove(namespace.getMetadata().getName());
    if (informer != null) {
      informer.stop();
      listed.run();
    }
  }

  private void announce(Pod pod) {
    changed.accept(Cache.metaNamespaceKeyFunc(pod));
  }

  /** It goes on: a missing RoleBinding or a server that is down may come. */
  private static boolean retry(String namespace, Throwable failure) {
    LOG.warnf(
        "Cannot list or watch pods, it is tried again namespace=%s reason=%s",
        namespace, failure.getMessage());
    return true;
  }

  private static boolean retry(Throwable failure) {
    LOG.warnf("Cannot list or watch namespaces, it is tried again reason=%s", failure.getMessage());
    return true;
  }

  Optional<Namespace> namespace(String name) {
    return Optional.ofNullable(namespaces.getStore().getByKey(name));
  }

  /** Whether a pod that is not found in the namespace does not exist. */
  boolean isListed(String namespace) {
    SharedIndexInformer<Pod> informer = pods.get(namespace);
    return isManaged(namespace) ? informer != null && informer.hasSynced() : namespaces.hasSynced();
  }

  /** Whether the namespace is watched. */
  boolean isManaged(String namespace) {
    return namespace(namespace).isPresent();
  }

  Optional<Pod> pod(String namespace, String key) {
    SharedIndexInformer<Pod> informer = pods.get(namespace);
    return informer == null
        ? Optional.empty()
        : Optional.ofNullable(informer.getStore().getByKey(key));
  }

  /**
   * Asks the API server for the pod, past every cache; empty where it does not exist or no longer
   * asks for SSH access. Blocks.
   */
  Optional<Pod> fetch(String namespace, String name) {
    return Optional.ofNullable(client.pods().inNamespace(namespace).withName(name).get())
        .filter(labels::select);
  }

  /** {@code namespace/name} of every pod that is known. */
  Stream<String> keys() {
    return pods.values().stream().flatMap(informer -> informer.getStore().listKeys().stream());
  }

  @Override
  public void close() {
    namespaces.stop();
    pods.values().forEach(SharedIndexInformer::stop);
  }

  private static <T> ResourceEventHandler<T> on(Consumer<T> there, Consumer<T> gone) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        there.accept(object);
      }

      @Override
      public void onUpdate(T before, T now) {
        there.accept(now);
      }

      @Override
      public void onDelete(T object, boolean finalStateUnknown) {
        gone.accept(object);
      }
    };
  }
}
