package dev.postern.credential.access;

import java.util.List;

/**
 * Where a container is reached.
 *
 * @param adapter the name of the adapter
 * @param host an address that {@link AddressPolicy} let through, never a name
 * @param port 1 to 65535
 * @param ref the adapter's own name of it; null where host and port are enough
 * @param hostKeys pinned fingerprints, {@code SHA256:…}; empty before the first was seen
 */
public record Target(String adapter, String host, int port, String ref, List<String> hostKeys) {

  /** The same place with the keys that were seen there pinned. */
  public Target pinnedTo(List<String> seen) {
    return new Target(adapter, host, port, ref, seen);
  }
}
