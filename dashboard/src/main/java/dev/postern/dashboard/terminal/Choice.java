package dev.postern.dashboard.terminal;

import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.SharedContainer;
import java.util.Comparator;

/**
 * A container of which a terminal can be opened.
 *
 * @param owner the account that shares it; null for the person's own
 */
public record Choice(String id, String name, String environment, boolean stopped, String owner) {

  static final Comparator<Choice> ORDER =
      Comparator.comparing((Choice choice) -> choice.owner() != null)
          .thenComparing(Choice::environment)
          .thenComparing(Choice::name);

  static Choice of(Container own) {
    return new Choice(own.id(), own.name(), own.environment(), own.isStopped(), null);
  }

  static Choice of(SharedContainer shared) {
    return new Choice(
        shared.id(), shared.name(), shared.environment(), shared.isStopped(), shared.account());
  }
}
