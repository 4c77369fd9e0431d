package dev.postern.notification.mail;

import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.secret.Plaintext;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders a mail and hands it to the mail server. The rendered mail is kept nowhere. */
@ApplicationScoped
public class Postbag {

  private final Letters letters;
  private final ConfirmationLinks links;
  private final ReturnPath returnPath;

  Postbag(Letters letters, ConfirmationLinks links, ReturnPath returnPath) {
    this.letters = letters;
    this.links = links;
    this.returnPath = returnPath;
  }

  /** A mail with a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt, Plaintext password) {
    return Uni.createFrom()
        .deferred(
            () -> {
              CredentialsLetter letter = letters.credentials(attempt, password.reveal());
              MailTexts texts = textsOf(attempt);
              return attempt.kind() == MailKind.CONTAINER_CREATED
                  ? post(
                      attempt,
                      new Mails.ContainerCreatedMail(letter),
                      texts.createdSubject(letter.name()))
                  : post(
                      attempt,
                      new Mails.PasswordResetMail(letter),
                      texts.resetSubject(letter.name()));
            });
  }

  /** A mail without a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt) {
    return Uni.createFrom()
        .deferred(
            () ->
                switch (attempt.kind()) {
                  case KEY_ADDED ->
                      post(
                          attempt,
                          new Mails.KeyAddedMail(letters.key(attempt)),
                          textsOf(attempt).keySubject());
                  case ADDRESS_CHANGE_NOTICE ->
                      post(
                          attempt,
                          new Mails.AddressChangeNoticeMail(letters.address(attempt, "")),
                          textsOf(attempt).noticeSubject());
                  case ADDRESS_CONFIRMATION -> sendConfirmation(attempt);
                  case CONTAINER_CREATED, PASSWORD_RESET ->
                      throw new IllegalArgumentException("a credentials mail needs its password");
                });
  }

  private Uni<Void> sendConfirmation(Attempt attempt) {
    return links
        .issue(letters.addressFacts(attempt).change())
        .map(link -> link.orElseThrow(MailOutdatedException::new))
        .chain(
            link ->
                post(
                    attempt,
                    new Mails.AddressConfirmationMail(letters.address(attempt, link)),
                    textsOf(attempt).confirmSubject()));
  }

  private Uni<Void> post(Attempt attempt, MailTemplateInstance mail, String subject) {
    return mail.mail(envelope(attempt))
        .to(attempt.recipient().address())
        .subject(subject)
        .setAttribute(TemplateInstance.LOCALE, attempt.recipient().locale())
        .send();
  }

  /** Headers hold only what is made here: the mail client writes a value as it is given. */
  private Mail envelope(Attempt attempt) {
    Mail mail =
        new Mail()
            .addHeader("Message-ID", attempt.messageId())
            .addHeader("Auto-Submitted", "auto-generated");
    returnPath.of(attempt.job()).ifPresent(mail::setBounceAddress);
    return mail;
  }

  private static MailTexts textsOf(Attempt attempt) {
    return MessageBundles.get(MailTexts.class, Localized.Literal.of(attempt.recipient().locale()));
  }
}
