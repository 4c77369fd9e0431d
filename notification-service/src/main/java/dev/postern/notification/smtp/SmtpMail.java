package dev.postern.notification.smtp;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import io.vertx.ext.mail.mailencoder.EncodedPart;
import io.vertx.ext.mail.mailencoder.MailEncoder;

/**
 * A mail as it goes over the wire, without the final dot.
 *
 * @param sender of the envelope
 * @param recipient of the envelope
 */
record SmtpMail(String sender, String recipient, Buffer content) {

  static SmtpMail of(MailMessage message, String ownName, MailConfig config) {
    String sender =
        message.getBounceAddress() == null ? message.getFrom() : message.getBounceAddress();
    Buffer content = Buffer.buffer();
    append(content, new MailEncoder(message, ownName, config).encodeMail());
    return new SmtpMail(
        new EmailAddress(sender).getEmail(),
        new EmailAddress(message.getTo().get(0)).getEmail(),
        content);
  }

  private static void append(Buffer content, EncodedPart part) {
    part.headers()
        .forEach(header -> appendLine(content, header.getKey() + ": " + folded(header.getValue())));
    appendLine(content, "");
    if (part.parts() == null || part.parts().isEmpty()) {
      // A line that begins with a dot gets another one (RFC 5321, section 4.5.2).
      for (String line : part.body().split("\n")) {
        appendLine(content, line.startsWith(".") ? "." + line : line);
      }
      return;
    }
    for (EncodedPart inner : part.parts()) {
      appendLine(content, "--" + part.boundary());
      append(content, inner);
    }
    appendLine(content, "--" + part.boundary() + "--");
  }

  /** Vert.x folds a long subject with a bare line feed, which no mail may have on the wire. */
  private static String folded(String value) {
    return value.replace("\r\n", "\n").replace("\n", "\r\n");
  }

  private static void appendLine(Buffer content, String line) {
    content.appendString(line).appendString("\r\n");
  }

  /** Redacted: it may hold a password, and addresses are personal. */
  @Override
  public String toString() {
    return "SmtpMail[redacted]";
  }
}
