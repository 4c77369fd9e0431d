package dev.postern.notification.delivery;

/** The mail must not leave any more: found out before its final dot. */
final class AttemptOvertakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AttemptOvertakenException() {
    super("the mail must not leave any more", null, false, false);
  }
}
