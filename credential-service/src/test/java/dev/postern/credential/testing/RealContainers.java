package dev.postern.credential.testing;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Containers with a real sshd for one test class; the class is skipped where there can be none. */
public final class RealContainers implements AutoCloseable {

  /** Two runs side by side need two, as for the system tests. */
  private static final int INSTANCE = Integer.getInteger("postern.test.world", 14);

  private final LocalContainers containers;

  private RealContainers(LocalContainers containers) {
    this.containers = containers;
  }

  public static RealContainers orSkip() {
    Isolation.Probe probe = Isolation.probe();
    Assumptions.assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    // Always the same folder: the containers of a run that was killed are found and deleted.
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir"), "postern-credential-tests-" + INSTANCE);
    RealContainers real =
        new RealContainers(LocalContainers.open(folder, INSTANCE, probe.isolation()));
    real.deleteAll();
    return real;
  }

  /** A running container that the management key opens. */
  public LocalContainer create(String... sshdConfig) {
    return containers.create(
        Requests.name(),
        new ContainerOptions(List.of(CredentialFiles.managementKey()), List.of(sshdConfig)));
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
