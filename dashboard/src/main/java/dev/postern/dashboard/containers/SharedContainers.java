package dev.postern.dashboard.containers;

import dev.postern.dashboard.connect.GatewayLine;
import dev.postern.dashboard.services.SharedContainer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Containers of other accounts that the person may enter, those of one page.
 *
 * @param further how many more there are
 */
public record SharedContainers(List<Item> items, int further) {

  private static final int SHOWN = 200;

  private static final Comparator<SharedContainer> ORDER =
      Comparator.comparing(SharedContainer::account)
          .thenComparing(SharedContainer::environment)
          .thenComparing(SharedContainer::name);

  /**
   * One of them.
   *
   * @param line what to type to get in
   */
  public record Item(SharedContainer container, String line) {}

  /**
   * @param filter empty for none
   */
  static SharedContainers of(List<SharedContainer> found, String filter, GatewayLine line) {
    List<SharedContainer> matching =
        found.stream().filter(container -> has(container, filter)).sorted(ORDER).toList();
    return new SharedContainers(
        matching.stream()
            .limit(SHOWN)
            .map(shared -> new Item(shared, line.to(shared.name(), shared.account())))
            .toList(),
        Math.max(0, matching.size() - SHOWN));
  }

  private static boolean has(SharedContainer container, String filter) {
    return Stream.of(container.name(), container.id(), container.environment(), container.account())
        .anyMatch(text -> text.contains(filter));
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }
}
