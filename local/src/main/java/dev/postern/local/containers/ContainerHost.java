package dev.postern.local.containers;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.local.instance.Instance;
import dev.postern.local.platform.ApiException;
import dev.postern.local.platform.ContainerRegistration;
import dev.postern.local.platform.PlatformClient;
import dev.postern.local.platform.RegisteredContainer;
import dev.postern.local.secrets.InstanceSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hosting platform of one machine: runs containers and tells the product about them. */
public final class ContainerHost implements AutoCloseable {

  private static final String OWNER_OF_PLAIN_NAMES = "demo";

  private final InstanceSecrets secrets;
  private final Isolation.Probe probe;
  private final LocalContainers containers;

  public ContainerHost(Instance instance, InstanceSecrets secrets) {
    this.secrets = secrets;
    this.probe = Isolation.probe();
    this.containers =
        LocalContainers.open(
            instance.data().resolve("containers"), instance.number(), probe.isolation());
  }

  /** How containers are isolated here, with the reason when they are only simulated. */
  public String isolation() {
    return probe.isolation() == Isolation.NAMESPACES
        ? "real sshd in user, mount, PID, UTS and IPC namespaces"
        : probe.reason();
  }

  /** Whether containers live in the process that started them, and end with it. */
  public boolean isSimulated() {
    return probe.isolation() == Isolation.SIMULATED;
  }

  /** Memory of all running containers, in bytes. */
  public long memory() {
    return containers.list().stream().mapToLong(LocalContainer::memoryBytes).sum();
  }

  /** How many run, and how many there are. */
  public String count() {
    List<LocalContainer> all = containers.list();
    return all.stream().filter(LocalContainer::running).count() + " of " + all.size() + " running";
  }

  /**
   * Starts a container and registers it.
   *
   * @throws ApiException when there is one of that name, or the product refuses it
   */
  public RegisteredContainer create(
      PlatformClient platform, String account, String name, String environment, String layer) {
    if (platform.container(account, name).isPresent()) {
      throw new ApiException("there is a container " + name + " of " + account + " already");
    }
    String local = localName(account, name);
    containers
        .find(local)
        .ifPresent(LocalContainer::delete); // left by a crash before it was registered
    LocalContainer started = containers.create(local, options());
    try {
      RegisteredContainer registered =
          platform.register(
              new ContainerRegistration(
                  account,
                  name,
                  environment,
                  layer,
                  started.host(),
                  started.port(),
                  started.hostKeyFingerprints()));
      started.registeredAs(registered.id());
      return registered;
    } catch (ApiException e) {
      started.delete();
      throw e;
    }
  }

  /** Starts a registered container of an earlier run, or one that was stopped, and reports it. */
  public String start(PlatformClient platform, RegisteredContainer container) {
    String local = localName(container.account(), container.name());
    Optional<LocalContainer> kept = containers.find(local);
    LocalContainer started = kept.orElseGet(() -> containers.create(local, options()));
    started.start();
    started.registeredAs(container.id());
    Map<String, Object> access =
        ContainerRegistration.access(started.host(), started.port(), started.hostKeyFingerprints());
    if (kept.isPresent()) {
      platform.running(container.id(), access);
    } else {
      platform.recreated(container.id(), access);
    }
    return started.host() + ":" + started.port() + (kept.isPresent() ? "" : ", created again");
  }

  /** Stops a container and reports it. */
  public void stop(PlatformClient platform, RegisteredContainer container) {
    containers
        .find(localName(container.account(), container.name()))
        .ifPresent(LocalContainer::stop);
    platform.stopped(container.id());
  }

  /** Removes a container forever and tells the product. */
  public void delete(PlatformClient platform, RegisteredContainer container) {
    platform.deleted(container.id());
    containers
        .find(localName(container.account(), container.name()))
        .ifPresent(LocalContainer::delete);
  }

  /**
   * Ends the container that was registered under the id, if there is one, and removes it forever;
   * the product knows that it is gone.
   *
   * @return its name
   */
  public Optional<String> deleteRegisteredAs(String id) {
    return containers.deleteRegisteredAs(id);
  }

  /** Stops every container, those too that a killed launcher left; the product is not told. */
  @Override
  public void close() {
    containers.stopAll();
    containers.close();
  }

  /** Host names are unique on this machine, names only per account. */
  private static String localName(String account, String name) {
    return account.equals(OWNER_OF_PLAIN_NAMES) ? name : account + "-" + name;
  }

  private ContainerOptions options() {
    return ContainerOptions.withKeys(
        List.of(secrets.management().publicLine(), secrets.gateway().publicLine()));
  }
}
