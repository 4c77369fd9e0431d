package dev.postern.notification.smtp;

/** The server lacks what the settings ask for. */
public final class SmtpUnfitException extends SmtpException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  SmtpUnfitException(SmtpStep step, String reason) {
    super(step, reason);
    this.reason = reason;
  }

  /** A word such as {@code MAIL_SERVER_WITHOUT_TLS}. */
  public String reason() {
    return reason;
  }
}
