package dev.postern.audit.rebuild;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares rows of the log with those of a service. A time that the event tells is equal to the
 * microsecond; where only the event's own time is known, it is near.
 */
public final class RowComparison {

  /** From a row's time to its event's: one transaction. */
  private static final Duration NEAR = Duration.ofSeconds(5);

  private final List<Difference> differences = new ArrayList<>();
  private long equal;
  private long near;

  /**
   * One difference.
   *
   * @param field null where the whole row is missing on one side
   * @param log what the log says; null where it has no such row or value
   * @param service what the service says
   */
  public record Difference(String kind, String id, String field, String log, String service) {}

  /** Rows by id; a service's may have fields that the log does not know. */
  public void compare(
      String kind, Map<String, Map<String, Object>> log, Map<String, Map<String, Object>> service) {
    Set<String> ids = new TreeSet<>(log.keySet());
    ids.addAll(service.keySet());
    for (String id : ids) {
      if (!service.containsKey(id) || !log.containsKey(id)) {
        differences.add(new Difference(kind, id, null, there(log.get(id)), there(service.get(id))));
      } else {
        compare(kind, id, log.get(id), service.get(id));
      }
    }
  }

  private static String there(Map<String, Object> row) {
    return row == null ? null : "present";
  }

  /** The fields that the log knows. */
  public void compare(
      String kind, String id, Map<String, Object> log, Map<String, Object> service) {
    log.forEach(
        (field, value) -> {
          Object other = service.get(field);
          if (value instanceof Instant time && other != null) {
            compareTimes(kind, id, field, time, other);
          } else if (isEqual(value, other)) {
            equal++;
          } else {
            differs(kind, id, field, value, other);
          }
        });
  }

  /** The log's text may name several values, of which it cannot tell which. */
  private static boolean isEqual(Object log, Object service) {
    if (log == null || service == null) {
      return Objects.equals(log, service);
    }
    return List.of(log.toString().split("\\|", -1)).contains(service.toString());
  }

  private void compareTimes(String kind, String id, String field, Instant log, Object service) {
    Instant other = parsed(service.toString());
    if (log.equals(other)) {
      equal++;
    } else if (other != null && Duration.between(log, other).abs().compareTo(NEAR) <= 0) {
      near++;
    } else {
      differs(kind, id, field, log, service);
    }
  }

  private static Instant parsed(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void differs(String kind, String id, String field, Object log, Object service) {
    differences.add(
        new Difference(
            kind,
            id,
            field,
            log == null ? null : log.toString(),
            service == null ? null : service.toString()));
  }

  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Values that are the same, times to the microsecond among them. */
  public long equalValues() {
    return equal;
  }

  /** Times that are known by their event's time only, and are near that. */
  public long nearTimes() {
    return near;
  }
}
