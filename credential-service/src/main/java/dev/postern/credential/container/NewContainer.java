package dev.postern.credential.container;

import dev.postern.events.containers.PublicIpCounts;
import java.util.List;

/**
 * A container to be kept; every value has been checked. {@code layer} and {@code ref} may be null.
 */
public record NewContainer(
    String account,
    String name,
    String environment,
    String layer,
    boolean notifyOwner,
    PublicIpCounts publicIps,
    String requestedBy,
    Reach reach) {

  /**
   * How it is reached.
   *
   * @param host an address, never a name
   * @param ref the adapter's own name of it; null for {@code ssh}
   * @param hostKeys empty where the first one that is seen is to be pinned
   */
  public record Reach(String adapter, String host, int port, String ref, List<String> hostKeys) {}
}
