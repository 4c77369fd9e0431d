package dev.postern.credential.container;

import dev.postern.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The order of a list of containers. Every order ends with the id, so that none is left open. */
public record ContainerSort(Key key, boolean descending) {

  public static final ContainerSort BY_ID = new ContainerSort(Key.ID, false);

  /** What a list is sorted by; {@code columns} are expressions of SQL over {@code c}. */
  public enum Key {
    ID("c.id"),
    NAME("c.name", "c.account", "c.id"),
    ENVIRONMENT("c.account", "c.environment", "coalesce(c.layer, '')", "c.name", "c.id"),
    STATUS("c.runtime", "c.name", "c.account", "c.id");

    private final List<String> columns;

    Key(String... columns) {
      this.columns = List.of(columns);
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<String> columns() {
      return columns;
    }
  }

  /**
   * @param text such as {@code name} or {@code -name}; null for the order of the ids
   * @throws Problem 400 where there is no such order
   */
  public static ContainerSort of(String text) {
    if (text == null) {
      return BY_ID;
    }
    boolean descending = text.startsWith("-");
    String name = descending ? text.substring(1) : text;
    return Arrays.stream(Key.values())
        .filter(key -> key.word().equals(name))
        .findFirst()
        .map(key -> new ContainerSort(key, descending))
        .orElseThrow(() -> Problem.invalid("sort", "give one of " + words() + ", or -name"));
  }

  /** How many values a position has. */
  public int columns() {
    return key.columns().size();
  }

  /** As it is asked for. */
  public String text() {
    return (descending ? "-" : "") + key.word();
  }

  /** The same rows from their end. */
  ContainerSort reversed() {
    return new ContainerSort(key, !descending);
  }

  String orderBy() {
    String direction = descending ? " desc" : "";
    return key.columns().stream()
        .map(column -> column + direction)
        .collect(Collectors.joining(", "));
  }

  /** The rows behind a position, whose values are the parameters {@code p0}, {@code p1}, … */
  String behind() {
    String names =
        IntStream.range(0, key.columns().size())
            .mapToObj(i -> ":p" + i)
            .collect(Collectors.joining(", "));
    return "(%s) %s (%s)"
        .formatted(String.join(", ", key.columns()), descending ? "<" : ">", names);
  }

  /** Where a row is in this order. */
  public List<String> position(ContainerDetails row) {
    return switch (key) {
      case ID -> List.of(row.id());
      case NAME -> List.of(row.name(), row.account(), row.id());
      case ENVIRONMENT ->
          List.of(
              row.account(),
              row.placement().environment(),
              row.placement().layer() == null ? "" : row.placement().layer(),
              row.name(),
              row.id());
      case STATUS -> List.of(row.runtime().name(), row.name(), row.account(), row.id());
    };
  }

  private static String words() {
    return Arrays.stream(Key.values()).map(Key::word).collect(Collectors.joining(", "));
  }
}
