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
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The Services of one namespace that are ours: made, compared with what they should be at every
 * look, and mended where somebody changed them. Its changes block.
 */
final class AddressServices implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(AddressServices.class);

  private final String instance;
  private final Manifests manifests;
  private final ClusterObjects cluster;
  private final Runnable onMended;
  private final MendingPace pace = new MendingPace();

  /** What was found or made as it should be, and in which state of the cluster. */
  private final Map<String, Settled> settled = new ConcurrentHashMap<>();

  /**
   * @param uid of the Service
   * @param version null where it was just written and has not been looked at since
   */
  private record Settled(Binding binding, String uid, String version) {}

  /**
   * @param changed runs after every change in the cluster that may concern an address
   * @param onMended runs when an address was mended that somebody had changed
   */
  AddressServices(
      KubernetesClient client,
      String namespace,
      KubernetesConfig config,
      Runnable changed,
      Runnable onMended) {
    this.instance = config.instance();
    this.manifests = new Manifests(namespace, config);
    this.onMended = onMended;
    this.cluster = new ClusterObjects(client, namespace, changed);
  }

  /** Whether it is known what there is. */
  boolean isListed() {
    return cluster.areListed();
  }

  /** Another replica may have changed what this one settled. */
  void forget() {
    settled.clear();
  }

  /** The addresses that have a Service which is not going. */
  Set<String> addresses() {
    return cluster
        .services()
        .filter(service -> hasOurLabel(service) && !isGoing(service))
        .flatMap(service -> Optional.ofNullable(address(service)).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Completes when the address is assigned and leads to the container, and nowhere else.
   *
   * @throws PlaneException where it is not so, or not yet, or was not so a moment ago
   */
  void attach(Binding binding) {
    String name = Manifests.name(binding.address());
    ClusterAddress seen = cluster.seen(name);
    boolean isRight = isSettled(binding, seen) || looksRight(binding, seen);
    requireAssigned(isRight ? seen.service() : settle(binding, name), binding.address());
  }

  private boolean isSettled(Binding binding, ClusterAddress seen) {
    return wasSettled(binding) && seen.version().equals(settled.get(binding.address()).version());
  }

  /** What another replica made needs no request; a move does, for the watch may be behind it. */
  private boolean looksRight(Binding binding, ClusterAddress seen) {
    Settled known = settled.get(binding.address());
    boolean agrees =
        (known == null || known.binding().equals(binding))
            && seen.isAsWritten(manifests, binding)
            && !isGoing(seen.service());
    if (agrees) {
      remember(binding, seen.service(), seen.version());
    }
    return agrees;
  }

  /** What the watch showed may be old by now, so it is read again before anything is written. */
  private Service settle(Binding binding, String name) {
    try {
      ClusterAddress now = cluster.now(name);
      if (now.service() != null) {
        requireOurs(binding.address(), now.service());
      }
      if (now.isAsWritten(manifests, binding)) {
        remember(binding, now.service(), now.version());
        return now.service();
      }
      return wasSettled(binding) ? mend(binding, now) : write(binding, now);
    } catch (KubernetesClientException e) {
      throw refusal(e);
    }
  }

  private void requireOurs(String address, Service service) {
    if (!isOurs(address, service)) {
      throw new PlaneException(Reason.SERVICE_NOT_OURS, null);
    }
    if (isGoing(service)) {
      throw new PlaneException(Reason.REMOVAL_PENDING, null);
    }
  }

  /**
   * By its label. Without one by our annotation, which says that very address; or because it is the
   * one that we made, whatever its label says now.
   */
  private boolean isOurs(String address, Service service) {
    Settled known = settled.get(address);
    return hasOurLabel(service)
        || label(service).isEmpty() && address.equals(address(service))
        || known != null && service.getMetadata().getUid().equals(known.uid());
  }

  private boolean wasSettled(Binding binding) {
    Settled known = settled.get(binding.address());
    return known != null && known.binding().equals(binding);
  }

  /** It is told even though it is mended: for a while the address led elsewhere or nowhere. */
  private Service mend(Binding binding, ClusterAddress now) {
    if (pace.isDue(binding.address())) {
      pace.mended(binding.address());
      LOG.warnf(
          "Somebody changed an address in the cluster; it is mended address=%s container=%s",
          binding.address(), binding.container());
      onMended.run();
      write(binding, now);
    }
    throw new PlaneException(Reason.CHANGED_BY_OTHERS, null);
  }

  private Service write(Binding binding, ClusterAddress now) {
    Service written = manifests.service(binding);
    if (now.service() != null && Comparison.mustBeMadeAnew(written, now.service())) {
      makeAnew(binding.address());
    }
    Service service = cluster.apply(written);
    cluster.apply(manifests.slice(binding, service));
    now.strays(written.getMetadata().getName()).forEach(this::disarm);
    remember(binding, service, null);
    LOG.infof("Applied address=%s container=%s", binding.address(), binding.container());
    return service;
  }

  /** Takes the Service away; while that lasts, it is no longer one that somebody changes. */
  private void makeAnew(String address) {
    try {
      remove(address);
    } finally {
      settled.remove(address);
    }
  }

  private void disarm(EndpointSlice stray) {
    LOG.warnf("Taking a foreign slice off its Service slice=%s", stray.getMetadata().getName());
    cluster.patch(stray, manifests.disarmed(stray));
  }

  private void remember(Binding binding, Service service, String version) {
    settled.put(binding.address(), new Settled(binding, service.getMetadata().getUid(), version));
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
    try {
      remove(address);
      settled.remove(address);
      pace.forget(address);
    } catch (KubernetesClientException e) {
      throw refusal(e);
    }
  }

  private void remove(String address) {
    Resource<Service> resource = cluster.service(Manifests.name(address));
    Service there = resource.get();
    if (there != null && isOurs(address, there) && !isGoing(there)) {
      resource.delete();
      there = resource.get();
    }
    if (there != null && isOurs(address, there)) {
      throw new PlaneException(Reason.REMOVAL_PENDING, null);
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

  private boolean hasOurLabel(HasMetadata object) {
    return label(object).filter(instance::equals).isPresent();
  }

  private static Optional<String> label(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map(labels -> labels.get(Manifests.INSTANCE));
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
    cluster.close();
  }
}
