package dev.postern.ip.kubernetes;

import dev.postern.ip.plane.Binding;
import dev.postern.ip.plane.PlaneException;
import dev.postern.ip.plane.PlaneException.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The Services of one namespace that are ours, watched and changed. Its changes block. */
final class AddressServices implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(AddressServices.class);
  private static final String FIELD_MANAGER = "postern-ip-service";

  private final KubernetesClient client;
  private final String namespace;
  private final String instance;
  private final Manifests manifests;
  private final SharedIndexInformer<Service> informer;

  /** What was applied last for each address, so that nothing is sent again without need. */
  private final Map<String, Binding> applied = new ConcurrentHashMap<>();

  AddressServices(
      KubernetesClient client, String namespace, KubernetesConfig config, Runnable changed) {
    this.client = client;
    this.namespace = namespace;
    this.instance = config.instance();
    this.manifests = new Manifests(namespace, config);
    this.informer =
        client
            .services()
            .inNamespace(namespace)
            .withLabel(Manifests.INSTANCE, instance)
            .runnableInformer(0);
    informer
        .addEventHandler(new ServiceEvents(changed))
        .exceptionHandler(AddressServices::tryAgain)
        .start()
        .thenRun(changed);
  }

  private static boolean tryAgain(boolean started, Throwable failure) {
    LOG.warnf("Cannot list or watch Services; it is tried again cause=%s", failure.getMessage());
    return true;
  }

  /** Whether it is known what there is. */
  boolean isListed() {
    return informer.hasSynced();
  }

  /** The addresses that have a Service which is not going. */
  Set<String> addresses() {
    return informer.getStore().list().stream()
        .filter(service -> !isGoing(service))
        .flatMap(service -> Optional.ofNullable(address(service)).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Completes when the address is assigned and leads to the container.
   *
   * @throws PlaneException where it is not so, or not yet
   */
  void attach(Binding binding) {
    Service there = cached(binding.address());
    if (there != null && isGoing(there)) {
      throw new PlaneException(Reason.REMOVAL_PENDING, null);
    }
    if (there != null && isTampered(there)) {
      detach(binding.address());
      there = null;
    }
    if (there == null || !binding.equals(applied.get(binding.address()))) {
      there = apply(binding, there);
    }
    requireAssigned(there, binding.address());
  }

  private Service apply(Binding binding, Service cached) {
    try {
      if (cached == null) {
        refuseForeign(named(binding.address()).get());
      }
      Service service =
          client
              .resource(manifests.service(binding))
              .fieldManager(FIELD_MANAGER)
              .forceConflicts()
              .serverSideApply();
      EndpointSlice slice = manifests.slice(binding, service);
      client.resource(slice).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
      applied.put(binding.address(), binding);
      LOG.infof("Applied address=%s container=%s", binding.address(), binding.container());
      return service;
    } catch (KubernetesClientException e) {
      throw refusal(e);
    }
  }

  /**
   * Whether another client changed it. Fields that another manager set stay when we apply ours
   * again, so such a Service is deleted and created again.
   */
  private static boolean isTampered(Service service) {
    return !"LoadBalancer".equals(service.getSpec().getType())
        || !service.getSpec().getExternalIPs().isEmpty()
        || service.getSpec().getSelector() != null && !service.getSpec().getSelector().isEmpty();
  }

  private void refuseForeign(Service service) {
    if (service != null && !isOurs(service)) {
      throw new PlaneException(Reason.SERVICE_NOT_OURS, null);
    }
  }

  private static void requireAssigned(Service service, String address) {
    List<String> assigned = assigned(service);
    if (assigned.isEmpty()) {
      throw new PlaneException(Reason.ADDRESS_PENDING, null);
    }
    if (!assigned.equals(List.of(address))) {
      throw new PlaneException(Reason.OTHER_ADDRESS_ASSIGNED, null);
    }
  }

  private static List<String> assigned(Service service) {
    return Optional.ofNullable(service.getStatus())
        .map(ServiceStatus::getLoadBalancer)
        .map(LoadBalancerStatus::getIngress)
        .orElse(List.of())
        .stream()
        .map(AddressServices::text)
        .toList();
  }

  /** Some clouds give names only; a name is not the address that was asked for. */
  private static String text(LoadBalancerIngress ingress) {
    return ingress.getIp() == null ? ingress.getHostname() : ingress.getIp();
  }

  /**
   * Completes when the cluster has no Service of the address any more.
   *
   * @throws PlaneException while it still has
   */
  void detach(String address) {
    applied.remove(address);
    try {
      Resource<Service> resource = named(address);
      Service there = resource.get();
      if (there != null && isOurs(there) && !isGoing(there)) {
        resource.delete();
        there = resource.get();
      }
      if (there != null && isOurs(there)) {
        throw new PlaneException(Reason.REMOVAL_PENDING, null);
      }
    } catch (KubernetesClientException e) {
      throw refusal(e);
    }
  }

  private static PlaneException refusal(KubernetesClientException e) {
    return new PlaneException(reason(e.getCode()), e);
  }

  private static Reason reason(int status) {
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      return Reason.CLUSTER_FORBIDS;
    }
    return status >= 400 && status < 500 ? Reason.PLANE_FAILED : Reason.CLUSTER_UNREACHABLE;
  }

  private Resource<Service> named(String address) {
    return client.services().inNamespace(namespace).withName(Manifests.name(address));
  }

  private Service cached(String address) {
    return informer.getStore().getByKey(namespace + "/" + Manifests.name(address));
  }

  private boolean isOurs(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && instance.equals(labels.get(Manifests.INSTANCE));
  }

  private static boolean isGoing(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  private static String address(Service service) {
    Map<String, String> annotations = service.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(Manifests.ADDRESS);
  }

  @Override
  public void close() {
    informer.stop();
  }

  /** Any change is a reason to look again. */
  private record ServiceEvents(Runnable changed) implements ResourceEventHandler<Service> {
    @Override
    public void onAdd(Service service) {
      changed.run();
    }

    @Override
    public void onUpdate(Service before, Service now) {
      changed.run();
    }

    @Override
    public void onDelete(Service service, boolean finalStateUnknown) {
      changed.run();
    }
  }
}
