package dev.postern.local.up;

import dev.postern.backends.containers.Prerequisites;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.parts.Part;
import dev.postern.local.parts.Product;
import dev.postern.local.platform.Platform;
import dev.postern.local.ports.TakenPort;
import dev.postern.local.processes.Orphans;
import dev.postern.local.processes.RunRecords;
import dev.postern.local.secrets.Secrets;
import dev.postern.local.terminal.Reason;
import dev.postern.local.terminal.StepFailed;
import dev.postern.local.terminal.Steps;
import dev.postern.local.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Everything that {@code up} does before it waits for its end, and the way back. */
final class Startup {

  private final Instance instance;
  private final Terminal terminal;
  private final RunRecords records;
  private final List<Part> started = Collections.synchronizedList(new ArrayList<>());
  private Product product;
  private volatile ContainerHost containers;

  Startup(Instance instance, Terminal terminal, RunRecords records) {
    this.instance = instance;
    this.terminal = terminal;
    this.records = records;
  }

  /**
   * Returns when the smoke test has passed.
   *
   * @throws StepFailed when a step fails, with the reason
   */
  void run() {
    Instant began = Instant.now();
    try (Steps steps = new Steps(terminal)) {
      terminal.heading("Postern, instance " + instance.number() + ", data in " + instance.data());
      prepare(steps);
      RelayPort relay = RelayPort.of(instance);
      startParts(steps, relay);
      Duration resetToMail = seedAndTest(steps);
      new Directions(instance, terminal).afterStart(relay, containers, began, resetToMail);
    }
  }

  private void prepare(Steps steps) {
    steps.run("programs", this::programs);
    List<String> orphans = Orphans.end(records);
    if (!orphans.isEmpty()) {
      terminal.note("ended what a killed launcher left behind: " + String.join(", ", orphans));
    }
    records.write(RunRecords.LAUNCHER, ProcessHandle.current().pid());
    requireFreePorts();
  }

  private String programs() {
    List<String> missing = Prerequisites.missing();
    if (!missing.isEmpty()) {
      terminal.note("missing: " + String.join(", ", missing));
    }
    Prerequisites.ensure(line -> terminal.note(line));
    return "OpenSSH and user namespaces' tools are here";
  }

  private void requireFreePorts() {
    List<TakenPort> taken = TakenPort.among(new Ports(instance).all());
    if (taken.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (TakenPort port : taken) {
      text.append("\n    ")
          .append(port.sentence())
          .append("\n      next: ")
          .append(port.nextStep());
    }
    throw new StepFailed("checking the ports", text.toString());
  }

  private void startParts(Steps steps, RelayPort relay) {
    Secrets secrets = new Secrets(instance.secrets());
    steps.run("secrets", () -> secretsReady(secrets));
    product = Product.of(instance, secrets, records, relay.port(), terminal::note);
    Parallel.run(product.backends().stream().map(part -> starting(steps, part)).toList());
    List<Runnable> second = new ArrayList<>();
    product.services().forEach(part -> second.add(starting(steps, part)));
    second.add(() -> steps.run("containers", () -> openContainers(secrets)));
    Parallel.run(second);
  }

  private static String secretsReady(Secrets secrets) {
    secrets.sealing();
    secrets.management();
    secrets.gateway();
    secrets.demo();
    return "generated once, mode 0600";
  }

  private String openContainers(Secrets secrets) {
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
    Demo demo = new Demo(instance, terminal, steps, new Platform(instance), containers);
    return call("smoke test", demo::run);
  }

  private static <T> T call(String step, Callable<T> work) {
    try {
      return work.call();
    } catch (StepFailed e) {
      throw e;
    } catch (Exception e) {
      throw new StepFailed(step, Reason.of(e), e);
    }
  }

  /** Ends what was started, the newest wave first. */
  void stop() {
    try (Steps steps = new Steps(terminal)) {
      List<Part> running = List.copyOf(started);
      if (product != null) {
        Parallel.run(
            product.services().stream()
                .filter(running::contains)
                .map(p -> stopping(steps, p))
                .toList());
      }
      if (containers != null) {
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
