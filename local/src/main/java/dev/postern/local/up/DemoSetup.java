package dev.postern.local.up;

import dev.postern.local.console.Console;
import dev.postern.local.console.FailureReason;
import dev.postern.local.console.Parallel;
import dev.postern.local.console.StepFailedException;
import dev.postern.local.console.Steps;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.PlatformClient;
import dev.postern.local.platform.RegisteredContainer;
import dev.postern.local.smoketest.SmokeTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** What a platform would have set up already: contacts, an address pool, two containers of demo. */
final class DemoSetup {

  static final String ACCOUNT = "demo";
  static final String EMAIL = "demo@postern.test";
  private static final String ENVIRONMENT = "shop";
  private static final String POOL = "public";
  private static final String FIRST = "web-1";
  private static final String SECOND = "db-1";
  private static final Duration ADDRESS_WITHIN = Duration.ofSeconds(60);

  private final Instance instance;
  private final Console console;
  private final Steps steps;
  private final PlatformClient platform;
  private final ContainerHost containers;

  DemoSetup(
      Instance instance,
      Console console,
      Steps steps,
      PlatformClient platform,
      ContainerHost containers) {
    this.instance = instance;
    this.console = console;
    this.steps = steps;
    this.platform = platform;
    this.containers = containers;
  }

  /**
   * Sets up what is missing, starts what is kept, and runs the smoke test; returns the time from
   * reset to mail.
   */
  Duration run() throws Exception {
    SmokeTest smokeTest = new SmokeTest(instance, steps, platform, ACCOUNT, EMAIL, FIRST);
    Parallel.run(
        List.of(
            () -> steps.run("contacts and pool", this::contactsAndPool),
            () -> steps.run("demo's key", smokeTest::addKey)));
    List<RegisteredContainer> kept = platform.containers(ACCOUNT);
    restart(kept);
    Optional<RegisteredContainer> first =
        kept.stream().filter(c -> c.name().equals(FIRST)).findFirst();
    console.line();
    console.heading("Smoke test: what an owner does, once, before your eyes");
    AtomicReference<Duration> resetToMail = new AtomicReference<>();
    List<Runnable> both = new ArrayList<>();
    both.add(() -> resetToMail.set(call(() -> prove(smokeTest, first))));
    if (kept.stream().noneMatch(c -> c.name().equals(SECOND))) {
      both.add(() -> steps.run("second container", this::second));
    }
    Parallel.run(both);
    return resetToMail.get();
  }

  private Duration prove(SmokeTest smokeTest, Optional<RegisteredContainer> first)
      throws Exception {
    return first.isPresent()
        ? smokeTest.withKeptContainer(first.get())
        : smokeTest.withNewContainer(
            () -> containers.create(platform, ACCOUNT, FIRST, ENVIRONMENT, "cp").id());
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new StepFailedException("smoke test", FailureReason.of(e), e);
    }
  }

  /** The first one has the first address, wherever people read about it. */
  private String second() throws Exception {
    awaitAddress(FIRST);
    String id = containers.create(platform, ACCOUNT, SECOND, ENVIRONMENT, "sqldb").id();
    awaitAddress(SECOND);
    return SECOND + " (" + id + ")";
  }

  private void awaitAddress(String name) throws InterruptedException {
    Instant deadline = Instant.now().plus(ADDRESS_WITHIN);
    while (platform.container(ACCOUNT, name).filter(c -> !c.addresses().isEmpty()).isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new StepFailedException(
            "second container",
            name
                + " has no public address after "
                + ADDRESS_WITHIN.toSeconds()
                + " s: "
                + Service.IP.log(instance));
      }
      Thread.sleep(100);
    }
  }

  private String contactsAndPool() {
    platform.contact(ACCOUNT, EMAIL);
    platform.contact("friend", "friend@postern.test");
    platform.pool(POOL, instance.publicNetwork(), reserved());
    return "demo, friend; " + instance.publicNetwork();
  }

  /** The first ten for the host itself, and the broadcast address. */
  private List<String> reserved() {
    return List.of(
        instance.publicAddress(0) + "/29",
        instance.publicAddress(8) + "/31",
        instance.publicAddress(255) + "/32");
  }

  /** Every container that ran when the last run ended; a stopped one stays stopped. */
  private void restart(List<RegisteredContainer> demo) {
    List<RegisteredContainer> all = new ArrayList<>(demo);
    all.addAll(platform.containers("friend"));
    List<Runnable> restarts = new ArrayList<>();
    all.stream()
        .filter(c -> c.runtime().equals("RUNNING"))
        .forEach(c -> restarts.add(() -> steps.run(c.name(), () -> containers.start(platform, c))));
    Parallel.run(restarts);
  }
}
