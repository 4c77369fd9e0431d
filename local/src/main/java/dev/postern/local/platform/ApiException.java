package dev.postern.local.platform;

/** A call that did not do what was asked; the message says what came back instead. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  public ApiException(String message) {
    this(message, 0, null);
  }

  public ApiException(String message, Throwable cause) {
    this(message, 0, cause);
  }

  ApiException(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status that came back; 0 when none did. */
  public int status() {
    return status;
  }
}
