package dev.postern.local.parts;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.secrets.InstanceSecrets;
import dev.postern.local.startcache.StartCacheRecorder;
import dev.postern.local.startcache.StartCaches;
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
   * @param caches with which services start quicker
   * @param recorder of those that are missing
   * @param note gets a line for the user when something happens to a part after its start
   */
  public static Product of(
      Instance instance,
      InstanceSecrets secrets,
      PidFiles pidFiles,
      int relayPort,
      StartCaches caches,
      StartCacheRecorder recorder,
      Consumer<String> note) {
    ServiceEnvironment environment = new ServiceEnvironment(instance, secrets, relayPort);
    List<Part> backends =
        List.of(
            new PostgresPart(instance, secrets, pidFiles, note),
            new KafkaPart(instance),
            new InboxPart(instance),
            new IssuerPart(instance));
    List<Part> services =
        Arrays.stream(Service.values())
            .map(
                s ->
                    (Part)
                        new ServicePart(s, instance, environment, pidFiles, caches, recorder, note))
            .toList();
    return new Product(backends, services);
  }
}
