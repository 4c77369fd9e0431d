package dev.postern.ip.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The Services and EndpointSlices of one namespace, watched and written. All of them, not only
 * those with our label: it may be the label that somebody took off. Writes and {@link #now} block.
 */
final class ClusterObjects implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ClusterObjects.class);
  private static final String FIELD_MANAGER = "postern-ip-service";
  private static final String BY_SERVICE = "service";

  private final KubernetesClient client;
  private final String namespace;
  private final SharedIndexInformer<Service> services;
  private final SharedIndexInformer<EndpointSlice> slices;

  /**
   * @param changed runs after every change of what may be ours
   */
  ClusterObjects(KubernetesClient client, String namespace, Runnable changed) {
    this.client = client;
    this.namespace = namespace;
    this.services = client.services().inNamespace(namespace).runnableInformer(0);
    this.slices =
        client.discovery().v1().endpointSlices().inNamespace(namespace).runnableInformer(0);
    slices.addIndexers(Map.of(BY_SERVICE, ClusterObjects::serviceOf));
    CompletionStage<Void> listed = start(services, changed);
    start(slices, changed).thenCombine(listed, (one, other) -> null).thenRun(changed);
  }

  private static <T extends HasMetadata> CompletionStage<Void> start(
      SharedIndexInformer<T> informer, Runnable changed) {
    return informer
        .addEventHandler(new Changes<>(changed))
        .exceptionHandler(ClusterObjects::tryAgain)
        .start();
  }

  private static boolean tryAgain(boolean started, Throwable failure) {
    LOG.warnf(
        "Cannot list or watch Services and slices; it is tried again cause=%s",
        failure.getMessage());
    return true;
  }

  private static List<String> serviceOf(EndpointSlice slice) {
    return Optional.ofNullable(slice.getMetadata().getLabels())
        .map(labels -> labels.get(Manifests.SERVICE_NAME))
        .map(List::of)
        .orElse(List.of());
  }

  /** Whether it is known what there is. */
  boolean areListed() {
    return services.hasSynced() && slices.hasSynced();
  }

  Stream<Service> services() {
    return services.getStore().list().stream();
  }

  /** What the watch has shown of a name so far. */
  ClusterAddress seen(String name) {
    return new ClusterAddress(
        services.getStore().getByKey(namespace + "/" + name),
        slices.getIndexer().byIndex(BY_SERVICE, name));
  }

  /** What there is of a name at this moment. */
  ClusterAddress now(String name) {
    return new ClusterAddress(
        service(name).get(),
        client
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(namespace)
            .withLabel(Manifests.SERVICE_NAME, name)
            .list()
            .getItems());
  }

  Resource<Service> service(String name) {
    return client.services().inNamespace(namespace).withName(name);
  }

  /** Writes our fields, whoever changed them; those of others stay. */
  <T extends HasMetadata> T apply(T object) {
    return client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  /** Merges the changes into a slice, whoever wrote it. */
  void patch(EndpointSlice slice, Map<String, Object> changes) {
    client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .withName(slice.getMetadata().getName())
        .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(changes));
  }

  @Override
  public void close() {
    services.stop();
    slices.stop();
  }

  /** A change of something that is named as ours are is a reason to look again. */
  private record Changes<T extends HasMetadata>(Runnable changed)
      implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      tell(object);
    }

    @Override
    public void onUpdate(T before, T now) {
      tell(before);
      if (!names(before).equals(names(now))) {
        tell(now);
      }
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      tell(object);
    }

    private void tell(T object) {
      if (names(object).stream().anyMatch(Manifests::isName)) {
        changed.run();
      }
    }

    private static List<String> names(HasMetadata object) {
      String name = object.getMetadata().getName();
      return object instanceof EndpointSlice slice
          ? Stream.concat(Stream.of(name), serviceOf(slice).stream()).toList()
          : List.of(name);
    }
  }
}
