package dev.postern.audit.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.Actor;
import java.util.Optional;

/**
 * An event of a timeline.
 *
 * @param actor null where no request caused it, or the publisher was older than actors
 * @param trace the id of its trace; null where it names none
 * @param causation the event that it follows from; null where it names none
 * @param data as it was published
 */
public record TimelineEntry(
    EventReference event,
    String key,
    String source,
    Actor actor,
    String trace,
    String causation,
    JsonNode data) {

  /** One event by itself. */
  public static TimelineEntry of(LogEvent event) {
    Optional<Actor> actor = event.actor();
    return new TimelineEntry(
        EventReference.of(event),
        event.key(),
        event.source(),
        actor.orElse(null),
        event.trace().orElse(null),
        event.causation().orElse(null),
        event.tree());
  }
}
