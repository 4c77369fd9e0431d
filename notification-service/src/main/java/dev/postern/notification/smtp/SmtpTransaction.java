package dev.postern.notification.smtp;

import io.smallrye.mutiny.Uni;

/** One mail on a connection that takes mails (RFC 5321, section 3.3). */
final class SmtpTransaction {

  private SmtpTransaction() {}

  /** Completes when the server has accepted the mail. */
  static Uni<Void> run(SmtpConnection connection, SmtpMail mail, SmtpFence fence) {
    return connection
        .demand(SmtpStep.SENDER, "MAIL FROM:<" + mail.sender() + ">", SmtpReply.DONE)
        .chain(() -> recipient(connection, mail))
        .chain(() -> connection.demand(SmtpStep.DATA, "DATA", SmtpReply.GO_ON))
        .chain(() -> connection.write(SmtpStep.CONTENT, mail.content()))
        .chain(fence::beforeTheDot)
        .chain(() -> connection.demand(SmtpStep.DOT, ".", SmtpReply.DONE))
        .replaceWithVoid();
  }

  private static Uni<SmtpReply> recipient(SmtpConnection connection, SmtpMail mail) {
    return connection.demand(
        SmtpStep.RECIPIENT, "RCPT TO:<" + mail.recipient() + ">", SmtpReply.DONE);
  }
}
