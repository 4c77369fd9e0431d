package dev.postern.gateway.view;

/** A state record that the view cannot rely on. The message has nothing of the record in it. */
final class UnreadableStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableStateException(String message) {
    super(message, null, false, false);
  }
}
