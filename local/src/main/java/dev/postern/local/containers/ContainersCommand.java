package dev.postern.local.containers;

import dev.postern.local.console.Console;
import dev.postern.local.instance.Instance;
import dev.postern.local.platform.ApiException;
import dev.postern.local.platform.PlatformClient;
import dev.postern.local.platform.RegisteredContainer;
import dev.postern.local.secrets.InstanceSecrets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./postern containers create|stop|start|delete|list}. */
@Command(
    name = "containers",
    description = "Containers on this machine, as a hosting platform would run and register them.")
public final class ContainersCommand {

  private static final String ACCOUNT = "The account that owns it (default: ${DEFAULT-VALUE}).";

  private final Instance instance;
  private final Console console;

  public ContainersCommand(Instance instance, Console console) {
    this.instance = instance;
    this.console = console;
  }

  @Command(name = "create", description = "Starts a container, registers it and prints its id.")
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--account", defaultValue = "demo", description = ACCOUNT) String account,
      @Option(
              names = "--environment",
              defaultValue = "shop",
              description = "Its environment (default: ${DEFAULT-VALUE}).")
          String environment,
      @Option(
              names = "--layer",
              defaultValue = "cp",
              description = "Its layer (default: ${DEFAULT-VALUE}).")
          String layer) {
    ContainerHost host = host();
    console.line(host.create(new PlatformClient(instance), account, name, environment, layer).id());
    return 0;
  }

  @Command(name = "stop", description = "Stops a container; its files stay.")
  int stop(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--account", defaultValue = "demo", description = ACCOUNT) String account) {
    return with(account, name, (platform, container) -> host().stop(platform, container));
  }

  @Command(name = "start", description = "Starts a stopped container.")
  int start(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--account", defaultValue = "demo", description = ACCOUNT) String account) {
    return with(account, name, (platform, container) -> host().start(platform, container));
  }

  @Command(name = "delete", description = "Removes a container forever.")
  int delete(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--account", defaultValue = "demo", description = ACCOUNT) String account) {
    return with(account, name, (platform, container) -> host().delete(platform, container));
  }

  @Command(name = "list", description = "Lists an account's containers.")
  int list(
      @Option(names = "--account", defaultValue = "demo", description = ACCOUNT) String account) {
    List<RegisteredContainer> containers = new PlatformClient(instance).containers(account);
    for (RegisteredContainer c : containers) {
      String addresses =
          c.addresses().stream()
              .map(a -> a.address() + ":" + a.port())
              .collect(Collectors.joining(","));
      console.line(
          String.join(
              "\t",
              c.name(),
              c.id(),
              c.environment(),
              c.layer(),
              c.runtime(),
              c.state(),
              addresses));
    }
    return 0;
  }

  private int with(
      String account, String name, BiConsumer<PlatformClient, RegisteredContainer> work) {
    PlatformClient platform = new PlatformClient(instance);
    RegisteredContainer container =
        platform
            .container(account, name)
            .orElseThrow(() -> new ApiException(account + " has no container " + name));
    work.accept(platform, container);
    console.line(container.id());
    return 0;
  }

  private ContainerHost host() {
    ContainerHost host = new ContainerHost(instance, new InstanceSecrets(instance.secrets()));
    if (host.isSimulated()) {
      throw new ApiException(
          host.isolation()
              + " Simulated containers live in ./postern up and cannot be changed from here");
    }
    return host;
  }
}
