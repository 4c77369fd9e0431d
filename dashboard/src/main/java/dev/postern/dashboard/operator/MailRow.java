package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Mail;

/** A mail of the queue as a row shows it; {@code next} is null where it is not tried by itself. */
public record MailRow(Mail mail, Moment created, String next, String once) {

  static MailRow of(Mail mail, Words words) {
    return new MailRow(
        mail,
        Moment.of(mail.createdAt(), words),
        mail.nextAttemptAt() == null ? null : words.exact(mail.nextAttemptAt()),
        Forms.once());
  }
}
