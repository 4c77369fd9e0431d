package dev.postern.outbox;

import dev.postern.events.Event;

/**
 * The handler failed as often as it may. Has neither the handler's message nor its cause: both go
 * into headers of the dead letter, which is read by many, and may quote what was to be stored.
 */
final class UnhandledEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnhandledEventException(Event<?> event, Throwable failure) {
    super("handling " + event.type().name() + " failed with " + failure.getClass().getName());
  }
}
