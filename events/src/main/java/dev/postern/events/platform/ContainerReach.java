package dev.postern.events.platform;

import java.util.List;

/**
 * How a container is reached.
 *
 * @param adapter such as {@code ssh}
 * @param host a name or an address
 * @param port 22 where the platform does not say
 * @param hostKeys fingerprints, {@code SHA256:…}; empty where the first one seen is to be pinned
 */
public record ContainerReach(String adapter, String host, Integer port, List<String> hostKeys) {

  private static final int SSH = 22;

  public ContainerReach {
    port = port == null ? SSH : port;
    hostKeys = hostKeys == null ? List.of() : List.copyOf(hostKeys);
  }
}
