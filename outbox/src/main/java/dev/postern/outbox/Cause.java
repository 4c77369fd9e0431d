package dev.postern.outbox;

import dev.postern.events.Actor;
import java.util.UUID;

/**
 * What an event is caused by.
 *
 * @param traceParent as {@link CurrentTrace#parent} gives it; what is none becomes the caller's
 * @param actor who sent the request; null where none causes it
 * @param event the id of the event that it follows from; null where it follows from none
 */
public record Cause(String traceParent, Actor actor, UUID event) {

  /** Of what the caller does now. */
  public static Cause current() {
    return new Cause(CurrentTrace.parent(), CurrentCause.actor(), CurrentCause.event());
  }
}
