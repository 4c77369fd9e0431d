package dev.postern.local.up;

import dev.postern.backends.programs.Prerequisites;
import dev.postern.local.console.Console;
import dev.postern.local.console.FailureReason;
import dev.postern.local.console.Parallel;
import dev.postern.local.console.StepFailedException;
import dev.postern.local.console.Steps;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.containers.DeletedContainers;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.parts.Part;
import dev.postern.local.parts.Product;
import dev.postern.local.platform.PlatformClient;
import dev.postern.local.ports.TakenPort;
import dev.postern.local.processes.OrphanProcesses;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.secrets.InstanceSecrets;
import dev.postern.local.startcache.StartCacheRecorder;
import dev.postern.local.startcache.StartCaches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Everything that {@code up} does before it waits for its end, and the shutdown in reverse order.
 */
final class Startup {

  private static final String GATEWAY = Service.GATEWAY.title();

  private final Instance instance;
  private final Console console;
  private final PidFiles pidFiles;
  private final boolean timings;
  private final StartCaches caches;
  private final StartCacheRecorder recorder;
  private final List<Part> started = Collections.synchronizedList(new ArrayList<>());
  private Product product;
  private volatile ContainerHost containers;
  private volatile DeletedContainers deleted;

  /**
   * Whether a gateway that a killed launcher left still serves people in its containers. It goes on
   * until its successor can start, also when this start fails before.
   */
  private volatile boolean orphanedGateway;

  Startup(Instance instance, Console console, PidFiles pidFiles, boolean timings) {
    this.timings = timings;
    this.instance = instance;
    this.console = console;
    this.pidFiles = pidFiles;
    this.caches = new StartCaches(instance, console::note);
    this.recorder = new StartCacheRecorder(caches);
  }

  /**
   * Returns when the smoke test has passed.
   *
   * @throws StepFailedException when a step fails, with the reason
   */
  void run() {
    Instant began = Instant.now();
    try (Steps steps = new Steps(console)) {
      console.heading("Postern, instance " + instance.number() + ", data in " + instance.data());
      LauncherProgram.register(recorder, caches, instance);
      prepare(steps);
      RelayPort relay = RelayPort.of(instance);
      startParts(steps, relay);
      Duration resetToMail = seedAndTest(steps);
      recorder.proven();
      if (timings) {
        steps.printTimings();
      }
      new UsageHints(instance, console).afterStart(relay, containers, began, resetToMail);
    }
  }

  private void prepare(Steps steps) {
    steps.run("programs", this::programs);
    List<String> orphans = OrphanProcesses.endAllBut(Set.of(GATEWAY), pidFiles);
    if (!orphans.isEmpty()) {
      console.note("ended what a killed launcher left running: " + String.join(", ", orphans));
    }
    orphanedGateway = pidFiles.living(GATEWAY).isPresent();
    pidFiles.write(PidFiles.LAUNCHER, ProcessHandle.current().pid());
    requireFreePorts();
  }

  private String programs() {
    List<String> missing = Prerequisites.missing();
    if (!missing.isEmpty()) {
      console.note("missing: " + String.join(", ", missing));
    }
    Prerequisites.ensure(line -> console.note(line));
    return "OpenSSH and user namespaces' tools are here";
  }

  private void requireFreePorts() {
    Ports ports = new Ports(instance);
    List<TakenPort> taken = TakenPort.among(orphanedGateway ? ports.allButGateway() : ports.all());
    if (taken.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (TakenPort port : taken) {
      text.append("\n    ")
          .append(port.sentence())
          .append("\n      next: ")
          .append(port.nextStep(instance.next()));
    }
    throw new StepFailedException("checking the ports", text.toString());
  }

  private void startParts(Steps steps, RelayPort relay) {
    InstanceSecrets secrets = new InstanceSecrets(instance.secrets());
    product =
        Product.of(instance, secrets, pidFiles, relay.port(), caches, recorder, console::note);
    List<Runnable> first = new ArrayList<>();
    first.add(() -> steps.run("secrets", () -> secretsReady(secrets)));
    product.backends().forEach(part -> first.add(starting(steps, part)));
    Parallel.run(first);
    List<Runnable> second = new ArrayList<>();
    product.services().stream()
        .filter(part -> !(orphanedGateway && part.name().equals(GATEWAY)))
        .forEach(part -> second.add(starting(steps, part)));
    second.add(() -> steps.run("containers", () -> openContainers(secrets)));
    Parallel.run(second);
    if (orphanedGateway) {
      replaceGateway(steps);
    }
    deleted =
        new DeletedContainers(
            "127.0.0.1:" + new Ports(instance).kafka(),
            containers::deleteRegisteredAs,
            console::note);
    deleted.start();
  }

  private void replaceGateway(Steps steps) {
    OrphanProcesses.endOnly(GATEWAY, pidFiles);
    console.note("ended the gateway that a killed launcher left running");
    orphanedGateway = false;
    product.services().stream()
        .filter(part -> part.name().equals(GATEWAY))
        .forEach(part -> starting(steps, part).run());
  }

  private static String secretsReady(InstanceSecrets secrets) {
    secrets.sealing();
    secrets.management();
    secrets.gateway();
    secrets.notary();
    secrets.demo();
    return "generated once, mode 0600";
  }

  private String openContainers(InstanceSecrets secrets) {
    containers = new ContainerHost(instance, secrets);
    return containers.isolation();
  }

  private Runnable starting(Steps steps, Part part) {
    return () -> {
      started.add(part);
      steps.run(part.name(), part::start);
    };
  }

  private Duration seedAndTest(Steps steps) {
    DemoSetup demo =
        new DemoSetup(instance, console, steps, new PlatformClient(instance), containers);
    return call("smoke test", demo::run);
  }

  private static <T> T call(String step, Callable<T> work) {
    try {
      return work.call();
    } catch (StepFailedException e) {
      throw e;
    } catch (Exception e) {
      throw new StepFailedException(step, FailureReason.of(e), e);
    }
  }

  /** Ends what was started, the newest wave first. */
  void stop() {
    try (Steps steps = new Steps(console)) {
      boolean recording = recorder.isNeeded();
      if (recording) {
        recorder.run();
      }
      List<Part> running = List.copyOf(started);
      if (product != null) {
        Parallel.run(
            product.services().stream()
                .filter(running::contains)
                .map(p -> stopping(steps, p))
                .toList());
      }
      if (recording) {
        keepCaches(steps);
      }
      if (deleted != null) {
        deleted.close();
      }
      if (orphanedGateway) {
        console.note(
            "the gateway that a killed launcher left goes on, with its containers; end them with: "
                + instance.command()
                + " down");
      } else if (containers != null) {
        steps.run("containers", this::stopContainers);
      }
      if (product != null) {
        Parallel.run(
            product.backends().stream()
                .filter(running::contains)
                .map(p -> stopping(steps, p))
                .toList());
      }
    }
  }

  /** The first run of what was built: what it did is what the next ones will do. */
  private void keepCaches(Steps steps) {
    try {
      steps.run("start caches", recorder::keep);
    } catch (StepFailedException e) {
      // The line is printed; what was started is ended all the same.
    }
  }

  private String stopContainers() {
    containers.close();
    return "ended";
  }

  private static Runnable stopping(Steps steps, Part part) {
    return () ->
        steps.run(
            part.name(),
            () -> {
              part.stop();
              return "ended";
            });
  }
}
