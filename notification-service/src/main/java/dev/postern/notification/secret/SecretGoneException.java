package dev.postern.notification.secret;

/** The secret is no more and never will be: mailed before, superseded or expired. */
public final class SecretGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SecretGoneException() {
    super("the secret is gone");
  }
}
