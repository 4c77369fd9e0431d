package dev.postern.notification.mail;

import dev.postern.events.keys.KeyAdded;
import dev.postern.notification.job.About;
import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/**
 * An account has a new SSH key.
 *
 * @param ssh the line that leads to the gateway's menu
 */
@CheckedTemplate(basePath = "mail")
public record KeyAddedMail(
    String subject,
    String title,
    String type,
    int bits,
    String fingerprint,
    String addedAt,
    String ssh)
    implements MailModel {

  /** What the event told. */
  public record Facts(String account, String title, String type, int bits, String fingerprint)
      implements MailFacts {

    public static Facts of(KeyAdded event) {
      return new Facts(
          event.account(), event.title(), event.type(), event.bits(), event.fingerprint());
    }

    @Override
    public About about() {
      return About.account(account);
    }
  }

  static KeyAddedMail of(MailContext context) {
    Facts facts = context.facts(Facts.class);
    return new KeyAddedMail(
        context.texts().keySubject(),
        Printable.line(facts.title()),
        Printable.line(facts.type()),
        facts.bits(),
        Printable.line(facts.fingerprint()),
        context.happenedAt(),
        context.menu(facts.account()));
  }
}
