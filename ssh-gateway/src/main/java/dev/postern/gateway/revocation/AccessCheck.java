package dev.postern.gateway.revocation;

import dev.postern.events.state.ContainerState;
import dev.postern.gateway.view.GatewayView;
import dev.postern.keytable.KeyInvalidation;
import dev.postern.keytable.RegisteredKey;
import java.time.Instant;
import java.util.Optional;

/** Holds an open session against the view: the sentence for its client where access was revoked. */
public final class AccessCheck {

  private AccessCheck() {}

  /** Why the key no longer opens its account; empty while it does. */
  public static Optional<String> revoked(GatewayView view, RegisteredKey key, Instant now) {
    return view.invalidation(key, now).map(AccessCheck::sentence);
  }

  /**
   * Why the account may no longer be in the container; empty while it may.
   *
   * @param entered the container as it was when it was entered
   */
  public static Optional<String> revoked(GatewayView view, String account, ContainerState entered) {
    boolean open =
        view.container(entered.container())
            .filter(container -> view.mayEnter(account, container))
            .isPresent();
    return open
        ? Optional.empty()
        : Optional.of(
            "Postern: container "
                + entered.name()
                + " was deleted or is no longer shared with you.");
  }

  private static String sentence(KeyInvalidation why) {
    return switch (why) {
      case REMOVED -> "Postern: your key was removed; log in with another one.";
      case DISABLED -> "Postern: your key was disabled; your list of keys says why.";
      case EXPIRED -> "Postern: your key has expired; add a new one.";
      case UNREADABLE ->
          "Postern: the record of your key is damaged; remove the key and add it again.";
    };
  }
}
