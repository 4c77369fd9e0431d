package dev.postern.notification.smtp;

/**
 * No answer: the connection broke, what came is not SMTP, or time was up. Before {@link
 * SmtpStep#DOT} the mail was surely not accepted; from there on it may have been.
 */
public final class SmtpBrokenException extends SmtpException {

  private static final long serialVersionUID = 1L;

  private final boolean silence;

  private SmtpBrokenException(SmtpStep step, boolean silence) {
    super(step, (silence ? "silence at " : "broken at ") + step);
    this.silence = silence;
  }

  /** The connection broke, or the server does not speak SMTP. */
  public static SmtpBrokenException at(SmtpStep step) {
    return new SmtpBrokenException(step, false);
  }

  /** The server fell silent until the time was up. */
  public static SmtpBrokenException silentAt(SmtpStep step) {
    return new SmtpBrokenException(step, true);
  }

  public boolean isSilence() {
    return silence;
  }
}
