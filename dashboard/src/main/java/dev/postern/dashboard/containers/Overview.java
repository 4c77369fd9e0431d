package dev.postern.dashboard.containers;

import dev.postern.dashboard.services.ContainersApi.LayerCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One page of the list, in the order in which the service gave it.
 *
 * @param environments those of the page, where rows stand below them; else empty
 * @param rows of the page
 * @param total how many the filter lets through
 * @param next a cursor; null on the last page
 * @param previous a cursor; null on the first page
 */
public record Overview(
    ListQuery query,
    List<Environment> environments,
    List<ContainerRow> rows,
    int total,
    String next,
    String previous) {

  /** An environment, and whose it is. */
  public record Environment(String account, String name, int containers, List<Layer> layers) {}

  /** A layer; its name is empty for containers that are in none. */
  public record Layer(String name, int containers, List<ContainerRow> rows) {}

  private record Place(String account, String environment) {}

  /**
   * @param counts of the environments of the page
   */
  static List<Environment> environments(List<ContainerRow> rows, List<LayerCount> counts) {
    return grouped(rows, row -> new Place(row.account(), row.environment())).entrySet().stream()
        .map(entry -> environment(entry.getKey(), entry.getValue(), counts))
        .toList();
  }

  private static Environment environment(
      Place place, List<ContainerRow> rows, List<LayerCount> counts) {
    List<LayerCount> own =
        counts.stream()
            .filter(count -> place.equals(new Place(count.account(), count.environment())))
            .toList();
    int all = own.stream().mapToInt(LayerCount::total).sum();
    return new Environment(place.account(), place.environment(), all, layers(rows, own));
  }

  private static List<Layer> layers(List<ContainerRow> rows, List<LayerCount> counts) {
    return grouped(rows, ContainerRow::layer).entrySet().stream()
        .map(entry -> new Layer(entry.getKey(), count(entry, counts), entry.getValue()))
        .toList();
  }

  /** What is on the page is counted where the service counted before it came. */
  private static int count(Map.Entry<String, List<ContainerRow>> layer, List<LayerCount> counts) {
    int counted =
        counts.stream()
            .filter(count -> layer.getKey().equals(count.layer() == null ? "" : count.layer()))
            .mapToInt(LayerCount::total)
            .sum();
    return Math.max(counted, layer.getValue().size());
  }

  private static <K> Map<K, List<ContainerRow>> grouped(
      List<ContainerRow> rows, Function<ContainerRow, K> by) {
    return rows.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  /** Whether there is nothing to list, and nothing to find either. */
  public boolean isEmpty() {
    return rows.isEmpty() && query.filter().isEmpty();
  }

  public boolean isNothingFound() {
    return rows.isEmpty() && !query.filter().isEmpty();
  }
}
