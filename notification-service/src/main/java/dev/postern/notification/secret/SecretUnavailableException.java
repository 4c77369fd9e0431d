package dev.postern.notification.secret;

/** The secret cannot be had now; later it may be. */
public final class SecretUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  SecretUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** A word such as {@code CREDENTIAL_SERVICE_UNAVAILABLE}. */
  public String reason() {
    return reason;
  }
}
