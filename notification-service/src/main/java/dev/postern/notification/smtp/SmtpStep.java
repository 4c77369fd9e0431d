package dev.postern.notification.smtp;

/** Where in the dialogue with a mail server a mail is. */
public enum SmtpStep {
  CONNECT,
  GREETING,
  HELLO,
  TLS,
  SIGN_IN,
  SENDER,
  RECIPIENT,
  DATA,
  CONTENT,
  /** The final dot left: from here on the server may have accepted the mail. */
  DOT,
  QUIT;

  /** Whether a refusal here is about this service, whatever the mail. */
  public boolean isBeforeRecipient() {
    return compareTo(RECIPIENT) < 0;
  }
}
