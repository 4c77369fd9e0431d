package dev.postern.credential.publishing;

import dev.postern.events.Event;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.containers.AccessKeysRotated;
import dev.postern.events.containers.PlatformRequestRefused;
import dev.postern.events.containers.SecretAcknowledged;
import dev.postern.events.containers.SecretLeased;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
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

  /** For auditors and the platform; the history that an owner reads has none of them. */
  private static final Set<Class<? extends EventData>> FOR_THE_LOG_ALONE =
      Set.of(
          SecretLeased.class,
          SecretAcknowledged.class,
          PlatformRequestRefused.class,
          AccessKeysRotated.class);

  private final OutboxEmitter outbox;

  Publisher(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  /**
   * @param event of a container: its topic key is the container's id, or, where it is for the log
   *     alone, whatever the catalogue says
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
    return isForTheLogAlone(event.data()) ? Uni.createFrom().voidItem() : recallShown(event);
  }

  private static Uni<Void> recallShown(Event<?> event) {
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

  private static boolean isForTheLogAlone(EventData event) {
    return FOR_THE_LOG_ALONE.contains(event.getClass());
  }

  private static Uni<Void> remember(EventData event) {
    return isForTheLogAlone(event) ? Uni.createFrom().voidItem() : rememberShown(event);
  }

  private static Uni<Void> rememberShown(EventData event) {
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
