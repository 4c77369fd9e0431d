package dev.postern.notification.mail;

import dev.postern.events.keys.KeyDisabled;
import dev.postern.notification.job.About;
import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;

/**
 * The policy no longer allows a key.
 *
 * @param why a sentence
 */
@CheckedTemplate(basePath = "mail")
public record KeyDisabledMail(
    String subject, String title, String fingerprint, String disabledAt, String why)
    implements MailModel {

  /** What the event told. */
  public record Facts(String account, String title, String fingerprint, KeyDisabled.Reason reason)
      implements MailFacts {

    public static Facts of(KeyDisabled event) {
      return new Facts(event.account(), event.title(), event.fingerprint(), event.reason());
    }

    @Override
    public About about() {
      return About.account(account);
    }
  }

  static KeyDisabledMail of(MailContext context) {
    Facts facts = context.facts(Facts.class);
    NoticeMailTexts texts = context.noticeTexts();
    return new KeyDisabledMail(
        texts.keyDisabledSubject(),
        Printable.line(facts.title()),
        Printable.line(facts.fingerprint()),
        context.happenedAt(),
        facts.reason() == KeyDisabled.Reason.COMPROMISED
            ? texts.keyCompromised()
            : texts.keyTooShort());
  }
}
