package dev.postern.credential.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** The table of published events. */
@ApplicationScoped
class EventHistory {

  private static final String AFTER =
      """
      SELECT position, type, time, data FROM container_event
      WHERE container = :container AND position > :position ORDER BY position
      """;

  private static final String BEFORE =
      """
      SELECT position, type, time, data FROM container_event
      WHERE container = :container AND position < :position ORDER BY position DESC
      """;

  private final ObjectMapper json;

  EventHistory(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Oldest first.
   *
   * @param position of the last event that is known; empty for none
   */
  Uni<List<PublishedEvent>> after(String container, String position, int limit) {
    return read(AFTER, container, position.isEmpty() ? 0 : number(position), limit);
  }

  /**
   * Newest first.
   *
   * @param position of the last event that is known; empty for none
   */
  Uni<List<PublishedEvent>> before(String container, String position, int limit) {
    return read(BEFORE, container, number(position), limit);
  }

  private Uni<List<PublishedEvent>> read(String query, String container, long from, int limit) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .<Object[]>createNativeQuery(query)
                    .setParameter("container", container)
                    .setParameter("position", from)
                    .setMaxResults(limit)
                    .getResultList())
        .map(rows -> rows.stream().map(this::event).toList());
  }

  private static long number(String position) {
    try {
      return Long.parseLong(position);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private PublishedEvent event(Object[] row) {
    return new PublishedEvent(
        row[0].toString(),
        (String) row[1],
        ((OffsetDateTime) row[2]).toInstant(),
        data((String) row[3]));
  }

  private ObjectNode data(String text) {
    try {
      ObjectNode data = json.readValue(text, ObjectNode.class);
      data.remove("secretRef");
      return data;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored event is not JSON", e);
    }
  }
}
