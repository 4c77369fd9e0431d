package dev.postern.gateway.upstream;

import dev.postern.events.state.ContainerState;
import dev.postern.gateway.view.RegisteredKey;
import java.util.List;

/**
 * Who may share a connection: one key of one account, in one container as it is now. A container
 * that moved or was recreated is another one.
 */
public record UpstreamKey(
    String account,
    String fingerprint,
    String container,
    String host,
    int port,
    String user,
    List<String> hostKeys) {

  public static UpstreamKey of(RegisteredKey key, ContainerState container) {
    return new UpstreamKey(
        key.account(),
        key.fingerprint().toString(),
        container.container(),
        container.host(),
        container.port(),
        container.user(),
        List.copyOf(container.hostKeys()));
  }
}
