package dev.postern.credential.container;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.outbox.PublishedEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the count of a container's passwords above those that were published before the database
 * was restored from a backup: the mark in the container and the mails that left know them.
 */
@ApplicationScoped
class GenerationCatchUp implements PublishedEvents {

  private static final String RAISE =
      "UPDATE container SET generation = $2 WHERE id = $1 AND generation < $2";

  private final Pool pool;

  GenerationCatchUp(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Void> published(Event<?> event) {
    EventData data = event.data();
    if (data instanceof PasswordResetRequested requested) {
      return raise(requested.container(), requested.generation());
    }
    if (data instanceof ContainerRecreated recreated) {
      return raise(recreated.container(), recreated.generation());
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> raise(String container, long generation) {
    return pool.preparedQuery(RAISE).execute(Tuple.of(container, generation)).replaceWithVoid();
  }
}
