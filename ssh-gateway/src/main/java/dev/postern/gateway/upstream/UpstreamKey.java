package dev.postern.gateway.upstream;

import dev.postern.events.state.ContainerState;
import dev.postern.keytable.RegisteredKey;
import java.util.List;

/**
 * What may share a connection: one key of one account, or its sign-in, in one container as it is
 * now. A container that moved or was recreated is another one.
 */
public record UpstreamKey(
    String account,
    String fingerprint,
    String container,
    String host,
    int port,
    String user,
    List<String> hostKeys) {

  /** In place of a fingerprint, for a user who signed in; no fingerprint looks like it. */
  private static final String SIGNED_IN = "signed in";

  public static UpstreamKey of(RegisteredKey key, ContainerState container) {
    return of(key.account(), key.fingerprint().toString(), container);
  }

  /** For a user who signed in and has no key. */
  public static UpstreamKey ofSignedIn(String account, ContainerState container) {
    return of(account, SIGNED_IN, container);
  }

  private static UpstreamKey of(String account, String fingerprint, ContainerState container) {
    return new UpstreamKey(
        account,
        fingerprint,
        container.container(),
        container.host(),
        container.port(),
        container.user(),
        List.copyOf(container.hostKeys()));
  }
}
