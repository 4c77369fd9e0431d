package dev.postern.events.state;

import dev.postern.events.containers.Address;
import dev.postern.events.containers.RuntimeStatus;
import java.util.List;

/**
 * A container as a gateway needs it.
 *
 * @param layer null where the container is in none
 * @param host where the container's sshd is reached from inside; null where the adapter has none
 * @param port 1 to 65535
 * @param user the login: {@code root}
 * @param hostKeys pinned fingerprints, {@code SHA256:…}
 * @param addresses public addresses, primaries first, IPv4 before IPv6
 */
public record ContainerState(
    String container,
    String account,
    String environment,
    String layer,
    String name,
    RuntimeStatus runtime,
    String host,
    int port,
    String user,
    List<String> hostKeys,
    List<Address> addresses)
    implements StateValue {

  @Override
  public String topicKey() {
    return container;
  }
}
