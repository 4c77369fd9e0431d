package dev.postern.credential.registration;

import dev.postern.events.UnreadableEventException;

/** A platform's event breaks a rule of the API in one field. */
final class RefusedFieldException extends UnreadableEventException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /** The message never quotes the event. */
  RefusedFieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** As the platform calls it, such as {@code access.host}. */
  String field() {
    return field;
  }
}
