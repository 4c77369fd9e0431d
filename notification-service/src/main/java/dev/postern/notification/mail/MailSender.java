package dev.postern.notification.mail;

import dev.postern.events.EventJson;
import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.secret.Plaintext;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders a mail and hands it to the mail server. The rendered mail is kept nowhere. */
@ApplicationScoped
public class MailSender {

  private final GatewayConfig gateway;
  private final ConfirmationLinks links;
  private final ReturnPath returnPath;

  MailSender(GatewayConfig gateway, ConfirmationLinks links, ReturnPath returnPath) {
    this.gateway = gateway;
    this.links = links;
    this.returnPath = returnPath;
  }

  /** A mail with a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt, Plaintext password) {
    return Uni.createFrom().deferred(() -> sendWith(attempt, password.reveal()));
  }

  /** A mail without a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt) {
    return Uni.createFrom()
        .deferred(
            () ->
                attempt.kind() == MailKind.ADDRESS_CONFIRMATION
                    ? linkFor(attempt).chain(link -> sendWith(attempt, link))
                    : sendWith(attempt, null));
  }

  /**
   * @param secret the password or the link in the mail; null where it has none
   */
  Uni<Void> sendWith(Attempt attempt, String secret) {
    MailModel mail = MailModel.of(new MailContext(attempt, gateway, secret));
    return mail.mail(envelope(attempt))
        .to(attempt.recipient().address())
        .subject(mail.subject())
        .setAttribute(TemplateInstance.LOCALE, attempt.recipient().locale())
        .send();
  }

  private Uni<String> linkFor(Attempt attempt) {
    AddressChangeFacts facts = EventJson.read(attempt.facts(), AddressChangeFacts.class);
    return links.issue(facts.change()).map(link -> link.orElseThrow(MailOutdatedException::new));
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
