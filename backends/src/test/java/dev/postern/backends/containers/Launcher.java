package dev.postern.backends.containers;

import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a container and waits to be killed: {@code DATA NAME INSTANCE}. */
final class Launcher {

  private Launcher() {}

  public static void main(String[] arguments) throws InterruptedException {
    LocalContainers containers =
        LocalContainers.open(
            Path.of(arguments[0]), Integer.parseInt(arguments[2]), Isolation.NAMESPACES);
    LocalContainer container =
        containers.create(arguments[1], ContainerOptions.withKeys(List.of()));
    System.out.println("started " + container.host());
    System.out.flush();
    Thread.sleep(60_000);
  }
}
