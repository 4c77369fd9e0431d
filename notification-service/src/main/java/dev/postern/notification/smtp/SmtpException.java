package dev.postern.notification.smtp;

/** A mail was not accepted, or nobody knows whether it was. */
public abstract sealed class SmtpException extends RuntimeException
    permits SmtpBrokenException, SmtpRefusedException, SmtpUnfitException {

  private static final long serialVersionUID = 1L;

  private final SmtpStep step;

  SmtpException(SmtpStep step, String message) {
    super(message, null, false, false);
    this.step = step;
  }

  /** The last step that was begun. */
  public SmtpStep step() {
    return step;
  }
}
