package dev.postern.local.parts;

import dev.postern.local.processes.RunRecords;
import dev.postern.local.secrets.Secrets;
import dev.postern.local.world.Service;
import dev.postern.local.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * All parts of the product but the containers, in the two waves in which they can start.
 *
 * @param backends depend on nothing
 * @param services need all backends
 */
public record Product(List<Part> backends, List<Part> services) {

  /**
   * Puts the parts together; nothing is started.
   *
   * @param relayPort the port of the public addresses
   * @param note told what happens to a part after its start
   */
  public static Product of(
      World world, Secrets secrets, RunRecords records, int relayPort, Consumer<String> note) {
    ServiceEnvironment environment = new ServiceEnvironment(world, secrets, relayPort);
    List<Part> backends =
        List.of(
            new PostgresPart(world, secrets, records),
            new KafkaPart(world),
            new InboxPart(world),
            new IssuerPart(world));
    List<Part> services =
        Arrays.stream(Service.values())
            .map(s -> (Part) new ServicePart(s, world, environment, records, note))
            .toList();
    return new Product(backends, services);
  }
}
