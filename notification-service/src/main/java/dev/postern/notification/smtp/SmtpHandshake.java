package dev.postern.notification.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;

/** From nothing to a connection that takes mails: greeting, hello, TLS, sign-in. */
final class SmtpHandshake {

  private final Vertx vertx;
  private final NetClient client;
  private final MailConfig config;
  private final String ownName;
  private final SmtpSignIn signIn;

  SmtpHandshake(
      Vertx vertx, NetClient client, MailConfig config, String ownName, SmtpSignIn signIn) {
    this.vertx = vertx;
    this.client = client;
    this.config = config;
    this.ownName = ownName;
    this.signIn = signIn;
  }

  /** Fails with an {@link SmtpException} only. */
  Uni<Void> run(SmtpConnection connection) {
    return connection
        .open(vertx, client, config)
        .invoke(greeting -> greeting.require(SmtpStep.GREETING, SmtpReply.DONE))
        .chain(() -> hello(connection))
        .chain(offers -> secure(connection, offers))
        .chain(offers -> signIn.run(connection, offers))
        .onFailure(failure -> !(failure instanceof SmtpException))
        .transform(garbled -> connection.broken());
  }

  private Uni<SmtpOffers> hello(SmtpConnection connection) {
    return config.isDisableEsmtp()
        ? plainHello(connection)
        : connection
            .ask(SmtpStep.HELLO, "EHLO " + ownName)
            .chain(
                reply ->
                    reply.isRefusedForGood()
                        ? plainHello(connection)
                        : Uni.createFrom()
                            .item(() -> reply.require(SmtpStep.HELLO, SmtpReply.DONE))
                            .map(SmtpOffers::of));
  }

  /** For servers older than extensions. */
  private Uni<SmtpOffers> plainHello(SmtpConnection connection) {
    return connection
        .demand(SmtpStep.HELLO, "HELO " + ownName, SmtpReply.DONE)
        .replaceWith(SmtpOffers.NONE);
  }

  private Uni<SmtpOffers> secure(SmtpConnection connection, SmtpOffers offers) {
    if (connection.isEncrypted() || config.getStarttls() == StartTLSOptions.DISABLED) {
      return Uni.createFrom().item(offers);
    }
    if (!offers.tls()) {
      return config.getStarttls() == StartTLSOptions.REQUIRED
          ? Uni.createFrom()
              .failure(new SmtpUnfitException(SmtpStep.TLS, "MAIL_SERVER_WITHOUT_TLS"))
          : Uni.createFrom().item(offers);
    }
    // What a server can do is asked again: only what it says encrypted counts (RFC 3207).
    return connection
        .demand(SmtpStep.TLS, "STARTTLS", SmtpReply.DONE)
        .chain(connection::startTls)
        .chain(() -> hello(connection));
  }
}
