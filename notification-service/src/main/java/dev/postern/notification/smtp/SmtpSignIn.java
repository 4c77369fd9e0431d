package dev.postern.notification.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.impl.sasl.AuthOperation;
import io.vertx.ext.mail.impl.sasl.AuthOperationFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** AUTH (RFC 4954), with the mechanisms that Vert.x has, the strongest first. */
final class SmtpSignIn {

  private final MailConfig config;
  private final AuthOperationFactory mechanisms;

  SmtpSignIn(MailConfig config, AuthOperationFactory mechanisms) {
    this.config = config;
    this.mechanisms = mechanisms;
  }

  Uni<Void> run(SmtpConnection connection, SmtpOffers offers) {
    List<String> usable =
        mechanisms.supportedAuths(config).stream().filter(offers.signIn()::contains).toList();
    if (wantsSignIn() && !usable.isEmpty()) {
      return tryEach(connection, usable);
    }
    return config.getLogin() == LoginOption.REQUIRED
        ? Uni.createFrom()
            .failure(new SmtpUnfitException(SmtpStep.SIGN_IN, "MAIL_SERVER_WITHOUT_SIGN_IN"))
        : Uni.createFrom().voidItem();
  }

  private boolean wantsSignIn() {
    return config.getLogin() != LoginOption.DISABLED
        && config.getUsername() != null
        && config.getPassword() != null;
  }

  /** A server may offer a mechanism for which it does not know this user. */
  private Uni<Void> tryEach(SmtpConnection connection, List<String> usable) {
    Uni<Void> first = signIn(connection, usable.get(0));
    return usable.size() == 1
        ? first
        : first
            .onFailure(SmtpSignIn::isRefusedForGood)
            .recoverWithUni(() -> tryEach(connection, usable.subList(1, usable.size())));
  }

  private static boolean isRefusedForGood(Throwable failure) {
    return failure instanceof SmtpRefusedException refused && refused.reply().isRefusedForGood();
  }

  private Uni<Void> signIn(SmtpConnection connection, String mechanism) {
    AuthOperation operation = mechanisms.createAuth(config, mechanism, null);
    String first = operation.nextStep(null);
    String line = "AUTH " + operation.getName();
    return connection
        .ask(SmtpStep.SIGN_IN, first.isEmpty() ? line : line + " " + encoded(operation, first))
        .chain(reply -> goOn(connection, operation, reply));
  }

  private static Uni<Void> goOn(
      SmtpConnection connection, AuthOperation operation, SmtpReply reply) {
    if (!reply.asksToGoOn()) {
      reply.require(SmtpStep.SIGN_IN, SmtpReply.DONE);
      return Uni.createFrom().voidItem();
    }
    return connection
        .ask(SmtpStep.SIGN_IN, answer(operation, reply.text()))
        .chain(next -> goOn(connection, operation, next));
  }

  private static String answer(AuthOperation operation, String challenge) {
    if (operation.handleCoding()) {
      return operation.nextStep(challenge);
    }
    byte[] question = Base64.getDecoder().decode(challenge.strip());
    return encoded(operation, operation.nextStep(new String(question, StandardCharsets.UTF_8)));
  }

  private static String encoded(AuthOperation operation, String text) {
    return operation.handleCoding()
        ? text
        : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
