package dev.postern.ip.kubernetes;

import dev.postern.background.CallersContext;
import dev.postern.background.KubernetesKinds;
import dev.postern.background.LeaderElection;
import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.plane.Binding;
import dev.postern.ip.plane.NetworkChanged;
import dev.postern.ip.plane.PlaneException;
import dev.postern.ip.plane.PlaneException.Reason;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** A Service for each address. The client's calls block, so they are made on worker threads. */
@ApplicationScoped
@Identifier("kubernetes")
class KubernetesPlane implements AddressPlane, LeaderElection.Term {

  private static final Logger LOG = Logger.getLogger(KubernetesPlane.class);

  /** Each pass of the reconciler tries again; longer than this only holds its thread. */
  private static final int RETRIES = 2;

  private static final List<Class<? extends KubernetesResource>> KINDS =
      List.of(Service.class, EndpointSlice.class, Lease.class, Status.class);

  private final KubernetesConfig config;
  private final Vertx vertx;
  private final Event<NetworkChanged> changes;
  private final MeterRegistry meters;
  private KubernetesClient client;
  private AddressServices services;
  private LeaderElection election;

  KubernetesPlane(
      KubernetesConfig config, Vertx vertx, Event<NetworkChanged> changes, MeterRegistry meters) {
    this.config = config;
    this.vertx = vertx;
    this.changes = changes;
    this.meters = meters;
  }

  @PostConstruct
  void start() {
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.autoConfigure(null))
                    .withRequestRetryBackoffLimit(RETRIES)
                    .build())
            .withHttpClientFactory(new VertxHttpClientFactory(vertx))
            .withKubernetesSerialization(KubernetesKinds.only(KINDS))
            .build();
    String own = client.getNamespace() == null ? "default" : client.getNamespace();
    Counter mended = meters.counter("postern.addresses.mended");
    services =
        new AddressServices(
            client, config.namespace().orElse(own), config, this::changed, mended::increment);
    election = new LeaderElection(client, lease(), Optional.empty(), this);
    meters.gauge("postern.kubernetes.reachable", election, one -> one.reachesCluster() ? 1 : 0);
    election.start();
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
    LOG.info("Talking to the cluster: this replica holds the Lease");
    services.forget();
    changed();
  }

  @Override
  public void end() {
    LOG.info("Talking to the cluster no longer: another replica will");
  }

  @PreDestroy
  void stop() {
    election.close();
    services.close();
    client.close();
  }

  private void changed() {
    changes.fire(new NetworkChanged());
  }

  @Override
  public int port() {
    return config.port();
  }

  /** Whether the API server has answered since the start. */
  boolean hasReachedCluster() {
    return election.hasReachedCluster();
  }

  /** Whether it answered when it was last asked. */
  boolean reachesCluster() {
    return election.reachesCluster();
  }

  @Override
  public boolean isInCharge() {
    return election.isLeader() && services.isListed();
  }

  @Override
  public Uni<Void> attach(Binding binding) {
    if (binding.sshdHost() == null) {
      return Uni.createFrom().failure(new PlaneException(Reason.SSHD_UNKNOWN, null));
    }
    return Manifests.isOneFamily(binding)
        ? onWorker(() -> services.attach(binding))
        : Uni.createFrom().failure(new PlaneException(Reason.OTHER_FAMILY, null));
  }

  @Override
  public Uni<Void> detach(String address) {
    return onWorker(() -> services.detach(address));
  }

  @Override
  public Set<String> observe() {
    return services.addresses();
  }

  /** And back: the caller's transactions need their own context. */
  private static Uni<Void> onWorker(Runnable work) {
    return CallersContext.resume(
        Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultWorkerPool()).invoke(work));
  }
}
