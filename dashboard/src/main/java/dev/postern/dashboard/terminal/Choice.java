package dev.postern.dashboard.terminal;

import dev.postern.dashboard.services.Container;
import java.util.Comparator;
import java.util.List;

/** A container of which a terminal can be opened. */
public record Choice(String id, String name, String environment, boolean stopped) {

  private static final Comparator<Choice> ORDER =
      Comparator.comparing(Choice::environment).thenComparing(Choice::name);

  static List<Choice> of(List<Container> containers) {
    return containers.stream()
        .map(c -> new Choice(c.id(), c.name(), c.environment(), c.isStopped()))
        .sorted(ORDER)
        .toList();
  }
}
