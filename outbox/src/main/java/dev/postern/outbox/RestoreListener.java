package dev.postern.outbox;

import dev.postern.events.Event;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Told of the events that a database does not know because it was restored from a backup: those
 * that the service published, then those that it consumed of the topics of {@link
 * OutboxConfig#restoreTopics()}. A service whose rows must agree with them implements it as a bean.
 *
 * <p>Called before the relay publishes anything and while {@link CatchUpGate} is closed, in the
 * order of each topic's partitions, for the same event perhaps again; so what it does must be
 * harmless when repeated. It runs on no Vert.x context. A failure of the database is waited for;
 * any other is logged and the event skipped, for one event must not keep the service from starting.
 */
public interface RestoreListener {

  /** An event that was published or consumed after the backup. */
  Uni<Void> published(Event<?> event);

  /**
   * All were told: what the database still has open is not known to anybody.
   *
   * @param noticedAt when the restore was noticed, by the database's clock; the same after a death
   *     half-way, so that what was done before it is not done again
   */
  default Uni<Void> allTold(Instant noticedAt) {
    return Uni.createFrom().voidItem();
  }
}
