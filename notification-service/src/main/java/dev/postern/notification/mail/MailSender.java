package dev.postern.notification.mail;

import dev.postern.events.EventJson;
import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.secret.Plaintext;
import dev.postern.notification.smtp.SmtpClient;
import dev.postern.notification.smtp.SmtpFence;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Renders a mail and hands it to the mail server. The rendered mail is kept nowhere. */
@ApplicationScoped
public class MailSender {

  private final GatewayConfig gateway;
  private final ConfirmationLinks links;
  private final ReturnPath returnPath;
  private final SmtpClient server;
  private final String from;

  MailSender(
      GatewayConfig gateway,
      ConfirmationLinks links,
      ReturnPath returnPath,
      SmtpClient server,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.gateway = gateway;
    this.links = links;
    this.returnPath = returnPath;
    this.server = server;
    this.from = from;
  }

  /** A mail with a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt, Plaintext password, SmtpFence fence) {
    return Uni.createFrom().deferred(() -> sendWith(attempt, password.reveal(), fence));
  }

  /** A mail without a password. Completes when the server has accepted it. */
  public Uni<Void> send(Attempt attempt, SmtpFence fence) {
    return Uni.createFrom()
        .deferred(
            () ->
                attempt.kind() == MailKind.ADDRESS_CONFIRMATION
                    ? linkFor(attempt).chain(link -> sendWith(attempt, link, fence))
                    : sendWith(attempt, null, fence));
  }

  /**
   * @param secret the password or the link in the mail; null where it has none
   */
  Uni<Void> sendWith(Attempt attempt, String secret, SmtpFence fence) {
    MailModel mail = MailModel.of(new MailContext(attempt, gateway, secret));
    return MailBody.render(mail, attempt.recipient().locale())
        .chain(body -> server.send(messageOf(attempt, mail.subject(), body), fence));
  }

  private Uni<String> linkFor(Attempt attempt) {
    AddressChangeFacts facts = EventJson.read(attempt.facts(), AddressChangeFacts.class);
    return links.issue(facts.change()).map(link -> link.orElseThrow(MailOutdatedException::new));
  }

  /** Headers hold only what is made here: the mail's encoder writes a value as it is given. */
  private MailMessage messageOf(Attempt attempt, String subject, MailBody body) {
    MailMessage message = new MailMessage();
    message.setFrom(from);
    message.setTo(attempt.recipient().address());
    message.setSubject(subject);
    message.setText(body.text());
    message.setHtml(body.html());
    returnPath.of(attempt.job()).ifPresent(message::setBounceAddress);
    return message.setHeaders(
        MultiMap.caseInsensitiveMultiMap()
            .add("Message-ID", attempt.messageId())
            .add("Auto-Submitted", "auto-generated"));
  }
}
