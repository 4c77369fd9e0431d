package dev.postern.credential.publishing;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes events of containers within the caller's transaction. */
@ApplicationScoped
public class Publisher {

  private static final String REMEMBER =
      """
      INSERT INTO container_event (container, type, time, data)
      VALUES (:container, :type, clock_timestamp(), :data)
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
