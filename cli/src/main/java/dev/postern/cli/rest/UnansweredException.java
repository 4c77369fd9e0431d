package dev.postern.cli.rest;

/** A service did not give what was asked of it. The message says what to do. */
public final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnansweredException(String message) {
    super(message);
  }

  UnansweredException(String message, Throwable cause) {
    super(message, cause);
  }
}
