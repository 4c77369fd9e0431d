package dev.postern.gateway.login;

import dev.postern.events.state.ContainerState;
import dev.postern.gateway.view.GatewayView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a login for the account that owns the key.
 *
 * <p>The account itself is the menu. Otherwise the login is {@code CONTAINER} (an id, or a name
 * among all that the key opens) or {@code CONTAINER-ACCOUNT} (an id or a name of that owner). Names
 * have hyphens, so every split at one is tried; the candidates that the key may enter count.
 */
public final class LoginGrammar {

  private final GatewayView view;

  public LoginGrammar(GatewayView view) {
    this.view = view;
  }

  public Destination read(String login, String account) {
    if (login.equals(account)) {
      return new Destination.Menu();
    }
    return container(login, account);
  }

  /** As {@link #read}, where no name means the menu. */
  public Destination container(String login, String account) {
    Collection<ContainerState> candidates = candidates(login, account);
    return switch (candidates.size()) {
      case 0 -> new Destination.Denied(Refusal.noContainer(login, account));
      case 1 -> new Destination.Direct(candidates.iterator().next());
      default -> new Destination.Denied(Refusal.ambiguous(login, List.copyOf(candidates)));
    };
  }

  private Collection<ContainerState> candidates(String login, String account) {
    Map<String, ContainerState> found = new LinkedHashMap<>();
    Stream.concat(whole(login, account), splits(login))
        .filter(container -> view.mayEnter(account, container))
        .sorted(java.util.Comparator.comparing(ContainerState::container))
        .forEach(container -> found.put(container.container(), container));
    return found.values();
  }

  private Stream<ContainerState> whole(String login, String account) {
    return Stream.concat(
        view.container(login).stream(),
        view.enterable(account).filter(container -> container.name().equals(login)));
  }

  private Stream<ContainerState> splits(String login) {
    return Stream.iterate(login.indexOf('-'), at -> at >= 0, at -> login.indexOf('-', at + 1))
        .flatMap(at -> ownedBy(login.substring(at + 1), login.substring(0, at)));
  }

  private Stream<ContainerState> ownedBy(String owner, String idOrName) {
    return Stream.concat(
        view.container(idOrName).filter(c -> c.account().equals(owner)).stream(),
        view.named(owner, idOrName));
  }
}
