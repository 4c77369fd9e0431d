package dev.postern.notification.delivery;

import dev.postern.notification.delivery.FailureAction.Next;
import dev.postern.notification.mail.MailOutdatedException;
import dev.postern.notification.secret.SecretGoneException;
import dev.postern.notification.secret.SecretUnavailableException;
import io.quarkus.qute.TemplateException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a failed attempt by RFC 5321 (reply codes) and RFC 3463 (enhanced status codes). Whatever
 * is not a reply may have happened after the final dot, when the server can have accepted the mail.
 */
final class FailureClassifier {

  private static final Set<Integer> SIGN_IN_REFUSED = Set.of(530, 534, 535, 538);

  private FailureClassifier() {}

  static FailureAction classify(Throwable failure) {
    if (failure instanceof SecretGoneException) {
      return new FailureAction(Next.DROP, "SECRET_GONE");
    }
    if (failure instanceof MailOutdatedException) {
      return new FailureAction(Next.DROP, "OUTDATED");
    }
    if (failure instanceof SecretUnavailableException unavailable) {
      return new FailureAction(Next.RETRY, unavailable.reason());
    }
    if (failure instanceof SMTPException reply) {
      return classifyReply(reply);
    }
    if (failure instanceof TemplateException) {
      return new FailureAction(Next.RETRY, "MAIL_NOT_RENDERED");
    }
    if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
      return new FailureAction(Next.RETRY, "MAIL_SERVER_UNREACHABLE");
    }
    return new FailureAction(Next.RETRY_UNCERTAIN, "NO_ANSWER_FROM_MAIL_SERVER");
  }

  private static FailureAction classifyReply(SMTPException reply) {
    int code = reply.getReplyCode();
    if (code / 100 != 5) {
      return new FailureAction(Next.RETRY, "MAIL_SERVER_ASKS_TO_WAIT_" + code);
    }
    if (isAboutUs(reply)) {
      return new FailureAction(Next.PAUSE, "MAIL_SERVER_REFUSES_US_" + code);
    }
    return isAboutRecipient(reply)
        ? new FailureAction(Next.GIVE_UP, "RECIPIENT_REFUSED")
        : new FailureAction(Next.GIVE_UP, "MESSAGE_REFUSED");
  }

  /** Sign-in, policy (class 5.7) or the sender's address: the next mail would fare no better. */
  private static boolean isAboutUs(SMTPException reply) {
    return SIGN_IN_REFUSED.contains(reply.getReplyCode())
        || hasStatus(reply, "5.7.")
        || says(reply, "sender address not accepted")
        || says(reply, "auth");
  }

  private static boolean isAboutRecipient(SMTPException reply) {
    return says(reply, "recipient address") || hasStatus(reply, "5.1.") || hasStatus(reply, "5.2.");
  }

  private static boolean hasStatus(SMTPException reply, String status) {
    List<String> lines = reply.getReplyMessages();
    return lines != null && lines.stream().anyMatch(line -> line.contains(" " + status));
  }

  /** The mail client's own words come first, before the server's. */
  private static boolean says(SMTPException reply, String words) {
    String message = reply.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).startsWith(words);
  }
}
