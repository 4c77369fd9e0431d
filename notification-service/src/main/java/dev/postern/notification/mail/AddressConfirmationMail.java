package dev.postern.notification.mail;

import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/**
 * Asks a new address whether it wants the account's mails.
 *
 * @param link confirms the change
 */
@CheckedTemplate(basePath = "mail")
record AddressConfirmationMail(String subject, String account, String link) implements MailModel {

  static AddressConfirmationMail of(MailContext context) {
    AddressChangeFacts facts = context.facts(AddressChangeFacts.class);
    return new AddressConfirmationMail(
        context.texts().confirmSubject(), Printable.line(facts.account()), context.secret());
  }

  /** Redacted: the link is all that it takes to confirm. */
  @Override
  public String toString() {
    return "AddressConfirmationMail[account=" + account + "]";
  }
}
