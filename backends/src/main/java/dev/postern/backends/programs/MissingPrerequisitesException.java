package dev.postern.backends.programs;

/** The machine lacks programs and they could not be installed; the message says what to do. */
public final class MissingPrerequisitesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingPrerequisitesException(String message) {
    super(message);
  }
}
