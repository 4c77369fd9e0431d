package dev.postern.credential.publishing;

import dev.postern.events.Event;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Publishes events of containers within the caller's transaction. */
@ApplicationScoped
public class Publisher {

  private static final String REMEMBER =
      """
      INSERT INTO container_event (container, type, time, data)
      VALUES (:container, :type, clock_timestamp(), :data)
      """;

  private static final String RECALL =
      """
      INSERT INTO container_event (container, type, time, data)
      SELECT :container, :type, CAST(:time AS timestamptz), :data
      WHERE NOT EXISTS (
        SELECT 1 FROM container_event
        WHERE container = :container AND type = :type AND time = CAST(:time AS timestamptz))
      """;

  private final OutboxEmitter outbox;

  Publisher(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  /**
   * @param event of a container: its topic key is the container's id
   */
  public Uni<Void> publish(EventData event) {
    return outbox.send(event).chain(() -> remember(event));
  }

  /**
   * As {@link #publish(EventData)}, for an event that something names as its cause.
   *
   * @param id of {@link dev.postern.outbox.CausedEvent#nextId}
   */
  public Uni<Void> publish(UUID id, EventData event) {
    return outbox.send(id, event).chain(() -> remember(event));
  }

  /** Remembers what was published before the database was restored; once, however often told. */
  public Uni<Void> recall(Event<?> event) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RECALL)
                    .setParameter("container", event.key())
                    .setParameter("type", event.type().name())
                    .setParameter("time", event.time())
                    .setParameter("data", EventJson.write(event.data()))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Void> remember(EventData event) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER)
                    .setParameter("container", event.topicKey())
                    .setParameter("type", EventCatalogue.typeOf(event.getClass()).name())
                    .setParameter("data", EventJson.write(event))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
