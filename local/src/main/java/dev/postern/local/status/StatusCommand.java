package dev.postern.local.status;

import dev.postern.backends.processes.ProcessMemory;
import dev.postern.local.console.Console;
import dev.postern.local.containers.ContainerHost;
import dev.postern.local.containers.ProductMemory;
import dev.postern.local.instance.Instance;
import dev.postern.local.secrets.InstanceSecrets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./postern status}. */
@Command(
    name = "status",
    description =
        "Each part: up or not, port, process, memory, lag. Exit code 0 only when all is up.")
public final class StatusCommand implements Callable<Integer> {

  private static final String ROW = "  %-22s %-5s %6s %8s %10s %12s %6s";

  private final Instance instance;
  private final Console console;

  public StatusCommand(Instance instance, Console console) {
    this.instance = instance;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(instance.data())) {
      console.line("Postern was never started here. Start it with: ./postern up");
      return 1;
    }
    List<PartStatus> parts = new StatusProbe(instance).parts();
    console.heading(
        String.format(Locale.ROOT, ROW, "part", "", "port", "process", "memory", "up for", "lag"));
    parts.forEach(part -> console.line(row(part)));
    boolean allUp = parts.stream().allMatch(PartStatus::up);
    if (allUp) {
      ContainerHost containers =
          new ContainerHost(instance, new InstanceSecrets(instance.secrets()));
      console.line("  containers             " + containers.count());
      console.line(
          "  memory of everything   " + ProcessMemory.text(ProductMemory.of(instance, containers)));
    } else {
      console.line("  Not everything is up. Logs: " + instance.logs() + "; start: ./postern up");
    }
    return allUp ? 0 : 1;
  }

  private static String row(PartStatus part) {
    return String.format(
        Locale.ROOT,
        ROW,
        part.name(),
        part.up() ? "up" : "DOWN",
        part.port(),
        part.pid(),
        part.memory(),
        part.uptime(),
        part.lag());
  }
}
