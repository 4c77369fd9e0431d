package dev.postern.events;

/**
 * A record that no retry can make readable: a header is missing or malformed, or the data is not
 * the type's JSON.
 */
public class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The message names what is wrong and never quotes the record. */
  public UnreadableEventException(String message) {
    super(message);
  }
}
