package dev.postern.outbox;

import dev.postern.events.Event;
import io.smallrye.mutiny.Uni;

/**
 * Told of events that this service published and that its database may not know, because it was
 * restored from a backup. A service that counts anything in its events (generations) implements it
 * as a bean and counts on from there.
 *
 * <p>Called before the relay publishes anything, in the order of the topic's partitions, for the
 * same event perhaps again; so what it does must be harmless when repeated and when nothing was
 * lost. It runs on no Vert.x context: plain SQL, no Panache.
 */
public interface RestoreListener {

  /** Fails where the event has to be told again. */
  Uni<Void> published(Event<?> event);
}
