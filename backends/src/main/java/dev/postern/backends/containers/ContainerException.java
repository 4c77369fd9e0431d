package dev.postern.backends.containers;

/** A container could not be made, started or removed; the message is a sentence for a person. */
public final class ContainerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContainerException(String message) {
    super(message);
  }

  ContainerException(String message, Throwable cause) {
    super(message, cause);
  }
}
