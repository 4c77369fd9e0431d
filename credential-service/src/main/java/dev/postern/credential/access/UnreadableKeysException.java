package dev.postern.credential.access;

/** A file of the keys by which containers are entered cannot be read, or holds no key. */
public final class UnreadableKeysException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableKeysException(String message) {
    super(message);
  }

  public UnreadableKeysException(String message, Throwable cause) {
    super(message, cause);
  }
}
