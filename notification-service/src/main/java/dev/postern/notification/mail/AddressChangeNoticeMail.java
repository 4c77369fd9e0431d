package dev.postern.notification.mail;

import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/** Tells the present address that another one was asked for. */
@CheckedTemplate(basePath = "mail")
record AddressChangeNoticeMail(String subject, String account, String askedAt)
    implements MailModel {

  static AddressChangeNoticeMail of(MailContext context) {
    AddressChangeFacts facts = context.facts(AddressChangeFacts.class);
    return new AddressChangeNoticeMail(
        context.texts().noticeSubject(), Printable.line(facts.account()), context.happenedAt());
  }
}
