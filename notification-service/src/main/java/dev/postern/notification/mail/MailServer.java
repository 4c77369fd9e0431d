package dev.postern.notification.mail;

import io.quarkus.arc.Unremovable;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.lang.reflect.Field;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends with the connections that Quarkus configures, and closes those that are silent too long.
 * Quarkus' own mailer has no setting for that: a server that hangs without hanging up would keep
 * its place in the pool forever, and no mail leaves once the last place is taken.
 */
@Unremovable
@Alternative
@Priority(1)
@ApplicationScoped
class MailServer implements ReactiveMailer {

  private final io.vertx.mutiny.ext.mail.MailClient client;
  private final String from;

  MailServer(
      Vertx vertx,
      MailClient configured,
      MailServerConfig config,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    MailConfig settings = new MailConfig(settingsOf(configured));
    settings.setIdleTimeout((int) config.silence().toSeconds());
    client = io.vertx.mutiny.ext.mail.MailClient.newInstance(MailClient.create(vertx, settings));
    this.from = from;
  }

  @Override
  public Uni<Void> send(Mail... mails) {
    return Multi.createFrom()
        .items(mails)
        .onItem()
        .transformToUniAndConcatenate(mail -> client.sendMail(messageOf(mail)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** What a mail of ours has; there are no copies and no attachments. */
  private MailMessage messageOf(Mail mail) {
    MailMessage message = new MailMessage();
    message.setFrom(from);
    message.setTo(mail.getTo());
    message.setSubject(mail.getSubject());
    message.setText(mail.getText());
    message.setHtml(mail.getHtml());
    if (mail.getBounceAddress() != null) {
      message.setBounceAddress(mail.getBounceAddress());
    }
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    mail.getHeaders().forEach(headers::add);
    return message.setHeaders(headers);
  }

  /** Quarkus makes these from its settings, TLS included, and has no accessor for them. */
  private static MailConfig settingsOf(MailClient configured) {
    try {
      Field config = configured.getClass().getDeclaredField("config");
      config.setAccessible(true);
      return (MailConfig) config.get(configured);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another mail client than the one known here", e);
    }
  }
}
