package dev.postern.audit.log;

/** The log cannot be read whole, so that no answer can be given. The message says what to do. */
public final class UnreadableLogException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnreadableLogException(String message) {
    super(message);
  }

  public UnreadableLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
