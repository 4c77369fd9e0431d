package dev.postern.notification.mail;

import dev.postern.problem.Printable;

/**
 * The part of a mail that has the password.
 *
 * @param madeAt when the password was made, in the reader's language
 */
record Credentials(String login, String password, String madeAt) {

  static Credentials of(CredentialsFacts facts, MailContext context) {
    return new Credentials(Printable.line(facts.login()), context.secret(), context.happenedAt());
  }

  /** Redacted: a password must not get into a log by way of a message. */
  @Override
  public String toString() {
    return "Credentials[redacted]";
  }
}
