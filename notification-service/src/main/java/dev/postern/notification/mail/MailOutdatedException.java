package dev.postern.notification.mail;

/** What the mail was about is over, so sending it would mislead. */
public final class MailOutdatedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MailOutdatedException() {
    super("the mail is outdated");
  }
}
