package dev.postern.bench.mail;

import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.instance.Instance;
import dev.postern.local.platform.PlatformClient;
import dev.postern.local.platform.RegisteredContainer;
import dev.postern.local.secrets.InstanceSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The containers of a measurement: local ones, registered, each with its first password mailed. */
final class MailedContainers {

  static final String ACCOUNT = "demo";

  private static final String ENVIRONMENT = "bench";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** More at once only wait for the machine. */
  private static final int AT_ONCE = 4;

  private final Instance instance;
  private final PlatformClient platform;
  // Never closed: that would stop the product's own containers too.
  private final ContainerHost host;

  MailedContainers(Instance instance) {
    this.instance = instance;
    this.platform = new PlatformClient(instance);
    this.host = new ContainerHost(instance, new InstanceSecrets(instance.secrets()));
  }

  /**
   * @throws IllegalStateException where containers are only simulated, or one gets no mail
   */
  List<ResetContainer> start(int size) throws Exception {
    if (host.isSimulated()) {
      throw new IllegalStateException("needs real containers: " + host.isolation());
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<RegisteredContainer>> created = new ArrayList<>();
      for (int i = 1; i <= size; i++) {
        String name = "bench-" + i;
        created.add(threads.submit(() -> container(name)));
      }
      List<ResetContainer> targets = new ArrayList<>();
      for (Future<RegisteredContainer> container : created) {
        targets.add(target(container.get()));
      }
      awaitMailed(targets);
      return targets;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The product's own containers and data are as before when they are gone. */
  void delete() {
    platform.containers(ACCOUNT).stream()
        .filter(container -> container.environment().equals(ENVIRONMENT))
        .forEach(container -> host.delete(platform, container));
  }

  private RegisteredContainer container(String name) {
    return platform
        .container(ACCOUNT, name)
        .orElseGet(() -> host.create(platform, ACCOUNT, name, ENVIRONMENT, "cp"));
  }

  private ResetContainer target(RegisteredContainer container) {
    try (LocalContainers local =
        LocalContainers.open(
            instance.data().resolve("containers"), instance.number(), Isolation.NAMESPACES)) {
      LocalContainer found = local.find(container.name()).orElseThrow();
      return new ResetContainer(
          container.id(),
          container.name(),
          found.host(),
          found.port(),
          found.hostKeyFingerprints());
    }
  }

  private void awaitMailed(List<ResetContainer> targets) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (mailed() < targets.size()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not every new container got its mail in " + PATIENCE);
      }
      Thread.sleep(500);
    }
  }

  private long mailed() {
    return platform.containers(ACCOUNT).stream()
        .filter(container -> container.environment().equals(ENVIRONMENT))
        .filter(container -> container.state().equals("NOTIFIED"))
        .count();
  }
}
