package dev.postern.credential.container;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The condition of a filter in SQL over {@code container c}, with its values apart. */
final class ContainerSelection {

  private static final String ANYWHERE =
      "(c.id like %1$s or c.account like %1$s or c.name like %1$s or c.environment like %1$s"
          + " or c.layer like %1$s or exists (select 1 from container_address a"
          + " where a.container = c.id and a.address like %1$s) or lower(c.runtime) = %2$s)";

  private static final String PASSWORD =
      "exists (select 1 from generation g where g.container = c.id"
          + " and g.generation = c.generation and g.state in (%s))";

  private static final Map<String, String> SSH =
      Map.of(
          "ok", "c.runtime = 'RUNNING' and c.answers_since is not null",
          "unreachable", "c.runtime = 'RUNNING' and c.silent_since is not null",
          "unknown",
              "(c.runtime <> 'RUNNING' or c.answers_since is null and c.silent_since is null)");

  private static final Map<String, String> PASSWORDS =
      Map.of(
          "failed", PASSWORD.formatted("'FAILED', 'NOTIFY_FAILED', 'EXPIRED'"),
          "pending", PASSWORD.formatted("'REQUESTED', 'APPLYING'"));

  private static final String NONE = "false";

  private final StringBuilder condition = new StringBuilder("c.deleted_at is null");
  private final Map<String, Object> values = new HashMap<>();

  ContainerSelection(ContainerFilter filter) {
    filter.account().ifPresent(account -> and("c.account = " + value(account)));
    among("c.environment", filter.environments());
    filter.layer().ifPresent(layer -> and("c.layer = " + value(layer)));
    among("c.id", filter.ids());
    filter.text().words().forEach(word -> and(matching(word)));
  }

  /** Selects only the rows behind a position; an empty one is the beginning. */
  ContainerSelection behind(ContainerSort sort, List<String> position) {
    if (!position.isEmpty()) {
      and(sort.behind());
      for (int i = 0; i < position.size(); i++) {
        values.put("p" + i, position.get(i));
      }
    }
    return this;
  }

  String where() {
    return " where " + condition;
  }

  <Q extends Mutiny.SelectionQuery<?>> Q bind(Q query) {
    values.forEach(query::setParameter);
    return query;
  }

  private void among(String column, Set<String> wanted) {
    if (!wanted.isEmpty()) {
      and(column + " in (" + value(wanted) + ")");
    }
  }

  private String matching(FilterText.Word word) {
    return switch (word.field()) {
      case ANY -> ANYWHERE.formatted(value("%" + literal(word.text()) + "%"), value(word.text()));
      case LAYER -> "coalesce(c.layer, '') like " + beginning(word);
      case ENVIRONMENT -> "c.environment like " + beginning(word);
      case STATUS -> "lower(c.runtime) like " + beginning(word);
      case SSH -> SSH.getOrDefault(word.text(), NONE);
      case PASSWORD -> PASSWORDS.getOrDefault(word.text(), NONE);
    };
  }

  private String beginning(FilterText.Word word) {
    return value(literal(word.text()) + "%");
  }

  /** A typed percent sign or underscore is no wildcard. */
  private static String literal(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private String value(Object value) {
    String name = "v" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  private void and(String more) {
    condition.append(" and ").append(more);
  }
}
