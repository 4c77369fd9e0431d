package dev.postern.notification.mail;

import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.secret.Plaintext;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders a mail and hands it to the mail server. The rendered mail is kept nowhere. */
@ApplicationScoped
public class MailSender {

  private final Letters letters;
  private final NewsLetters news;
  private final ConfirmationLinks links;
  private final ReturnPath returnPath;

  MailSender(Letters letters, NewsLetters news, ConfirmationLinks links, ReturnPath returnPath) {
    this.letters = letters;
    this.news = news;
    this.links = links;
    this.returnPath = returnPath;
  }

  /** A mail with a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt, Plaintext password) {
    return Uni.createFrom().deferred(() -> sendCredentials(attempt, password.reveal()));
  }

  Uni<Void> sendCredentials(Attempt attempt, String password) {
    CredentialsLetter letter = letters.credentials(attempt, password);
    MailTexts texts = Texts.mail(attempt);
    return attempt.kind() == MailKind.CONTAINER_CREATED
        ? post(attempt, new Mails.ContainerCreatedMail(letter), texts.createdSubject(letter.name()))
        : post(attempt, new Mails.PasswordResetMail(letter), texts.resetSubject(letter.name()));
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
                          Texts.mail(attempt).keySubject());
                  case KEY_DISABLED ->
                      post(
                          attempt,
                          new Mails.KeyDisabledMail(letters.disabledKey(attempt)),
                          Texts.notice(attempt).keyDisabledSubject());
                  case ADDRESS_CHANGE_NOTICE ->
                      post(
                          attempt,
                          new Mails.AddressChangeNoticeMail(letters.address(attempt, "")),
                          Texts.mail(attempt).noticeSubject());
                  case ADDRESS_CONFIRMATION -> sendConfirmation(attempt);
                  case PUBLIC_IP_ATTACHED,
                      PUBLIC_IP_DETACHED,
                      PUBLIC_IP_MOVED,
                      RESET_FAILED,
                      SSH_UNUSABLE ->
                      sendNews(attempt);
                  case CONTAINER_CREATED, PASSWORD_RESET ->
                      throw new IllegalArgumentException("a credentials mail needs its password");
                });
  }

  private Uni<Void> sendNews(Attempt attempt) {
    NoticeMailTexts texts = Texts.notice(attempt);
    NewsLetter letter =
        switch (attempt.kind()) {
          case RESET_FAILED -> news.resetFailed(attempt);
          case SSH_UNUSABLE -> news.sshUnusable(attempt);
          default -> news.publicIp(attempt);
        };
    return switch (attempt.kind()) {
      case PUBLIC_IP_ATTACHED ->
          post(
              attempt,
              new Mails.PublicIpAttachedMail(letter),
              texts.attachedSubject(letter.name(), letter.address()));
      case PUBLIC_IP_DETACHED ->
          post(
              attempt,
              new Mails.PublicIpDetachedMail(letter),
              texts.detachedSubject(letter.name(), letter.address()));
      case PUBLIC_IP_MOVED ->
          post(
              attempt,
              new Mails.PublicIpMovedMail(letter),
              texts.movedSubject(letter.name(), letter.address()));
      case RESET_FAILED ->
          post(
              attempt,
              new Mails.ResetFailedMail(letter),
              letter.first()
                  ? texts.firstFailedSubject(letter.name())
                  : texts.failedSubject(letter.name()));
      default -> post(attempt, new Mails.SshUnusableMail(letter), texts.sshSubject(letter.name()));
    };
  }

  private Uni<Void> sendConfirmation(Attempt attempt) {
    return links
        .issue(letters.addressFacts(attempt).change())
        .map(link -> link.orElseThrow(MailOutdatedException::new))
        .chain(link -> sendConfirmation(attempt, link));
  }

  Uni<Void> sendConfirmation(Attempt attempt, String link) {
    return post(
        attempt,
        new Mails.AddressConfirmationMail(letters.address(attempt, link)),
        Texts.mail(attempt).confirmSubject());
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
}
