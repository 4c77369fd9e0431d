package dev.postern.gateway.testing;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Containers with a real sshd that the gateway's key opens; skipped where there can be none. */
public final class RealContainers implements AutoCloseable {

  /** Two runs side by side need two, as for the system tests. */
  private static final int INSTANCE = Integer.getInteger("postern.test.world", 13);

  private final LocalContainers containers;

  private RealContainers(LocalContainers containers) {
    this.containers = containers;
  }

  public static RealContainers orSkip() {
    Isolation.Probe probe = Isolation.probe();
    Assumptions.assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    // Always the same folder: the containers of a run that was killed are found and deleted.
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir"), "postern-gateway-tests-" + INSTANCE);
    var real = new RealContainers(LocalContainers.open(folder, INSTANCE, probe.isolation()));
    real.deleteAll();
    return real;
  }

  public LocalContainer create(String name) {
    return create(name, options());
  }

  public LocalContainer create(String name, ContainerOptions options) {
    return containers.create(name, options);
  }

  /** As an operator makes them: the gateway's key, which is one source of many sessions. */
  public static ContainerOptions options(String... sshdConfig) {
    List<String> lines =
        new ArrayList<>(List.of("MaxStartups 100:30:200", "PerSourceMaxStartups none"));
    lines.addAll(List.of(sshdConfig));
    return new ContainerOptions(List.of(GatewayWorld.gatewayPublicKey()), lines);
  }

  /** What credential-service publishes about it. */
  public static ContainerState state(
      LocalContainer container, String id, String account, String environment, String name) {
    return new ContainerState(
        id,
        account,
        environment,
        "cp",
        name,
        RuntimeStatus.RUNNING,
        container.host(),
        container.port(),
        "root",
        container.hostKeyFingerprints(),
        List.of());
  }

  @Override
  public void close() {
    deleteAll();
    containers.close();
  }

  private void deleteAll() {
    containers.list().forEach(LocalContainer::delete);
  }
}
