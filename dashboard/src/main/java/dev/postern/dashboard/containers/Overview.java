package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Containers by environment and layer: those of one page, of those that the filter lets through.
 *
 * @param filter empty for none
 * @param page from 1
 */
public record Overview(
    List<Environment> environments, String filter, int matching, int total, int page, int pages) {

  private static final int ROWS = 200;

  private static final Comparator<ContainerRow> ORDER =
      Comparator.comparing(ContainerRow::account)
          .thenComparing(ContainerRow::environment)
          .thenComparing(ContainerRow::layer)
          .thenComparing(ContainerRow::name);

  /** An environment, and whose it is. */
  public record Environment(String account, String name, int containers, List<Layer> layers) {}

  /** A layer; its name is empty for containers that are in none. */
  public record Layer(String name, List<ContainerRow> rows) {}

  private record Key(String account, String environment) {}

  static Overview of(List<Container> containers, String filter, int page, Words words) {
    List<ContainerRow> matching =
        containers.stream()
            .map(container -> ContainerRow.of(container, words))
            .filter(row -> row.has(filter))
            .sorted(ORDER)
            .toList();
    int pages = Math.max(1, (matching.size() + ROWS - 1) / ROWS);
    int shown = Math.max(1, Math.min(page, pages));
    return new Overview(
        environments(matching, matching.stream().skip((shown - 1L) * ROWS).limit(ROWS).toList()),
        filter,
        matching.size(),
        containers.size(),
        shown,
        pages);
  }

  public boolean isEmpty() {
    return total == 0;
  }

  /** The filter as a part of a link. */
  public String encodedFilter() {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  public boolean isNothingFound() {
    return total > 0 && matching == 0;
  }

  private static List<Environment> environments(
      List<ContainerRow> matching, List<ContainerRow> shown) {
    Map<Key, Long> sizes =
        matching.stream().collect(Collectors.groupingBy(Overview::key, Collectors.counting()));
    return grouped(shown, Overview::key).entrySet().stream()
        .map(
            entry ->
                new Environment(
                    entry.getKey().account(),
                    entry.getKey().environment(),
                    sizes.get(entry.getKey()).intValue(),
                    layers(entry.getValue())))
        .toList();
  }

  private static List<Layer> layers(List<ContainerRow> rows) {
    return grouped(rows, ContainerRow::layer).entrySet().stream()
        .map(entry -> new Layer(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Key key(ContainerRow row) {
    return new Key(row.account(), row.environment());
  }

  private static <K> Map<K, List<ContainerRow>> grouped(
      List<ContainerRow> rows, Function<ContainerRow, K> by) {
    return rows.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }
}
