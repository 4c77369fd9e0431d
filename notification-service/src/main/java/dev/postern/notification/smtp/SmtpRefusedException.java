package dev.postern.notification.smtp;

/** The server answered, with a refusal. */
public final class SmtpRefusedException extends SmtpException {

  private static final long serialVersionUID = 1L;

  private final transient SmtpReply reply;

  public SmtpRefusedException(SmtpStep step, SmtpReply reply) {
    super(step, "refused at " + step + " with " + reply.code());
    this.reply = reply;
  }

  public SmtpReply reply() {
    return reply;
  }
}
