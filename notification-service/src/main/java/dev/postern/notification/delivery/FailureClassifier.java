package dev.postern.notification.delivery;

import dev.postern.notification.delivery.FailureAction.Next;
import dev.postern.notification.mail.MailOutdatedException;
import dev.postern.notification.secret.SecretGoneException;
import dev.postern.notification.secret.SecretUnavailableException;
import dev.postern.notification.smtp.SmtpBrokenException;
import dev.postern.notification.smtp.SmtpException;
import dev.postern.notification.smtp.SmtpRefusedException;
import dev.postern.notification.smtp.SmtpReply;
import dev.postern.notification.smtp.SmtpStep;
import dev.postern.notification.smtp.SmtpUnfitException;
import io.quarkus.qute.TemplateException;
import java.util.Set;

/**
 * Reads a failed attempt by where it failed, and by RFC 5321 (reply codes) and RFC 3463 (enhanced
 * status codes). What is known here by no name may have happened after the final dot, when the
 * server can have accepted the mail.
 */
final class FailureClassifier {

  private static final String NO_ANSWER = "NO_ANSWER_FROM_MAIL_SERVER";
  private static final String UNREACHABLE = "MAIL_SERVER_UNREACHABLE";
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
    if (failure instanceof AttemptOvertakenException) {
      return new FailureAction(Next.OVERTAKEN, "OVERTAKEN");
    }
    if (failure instanceof SmtpException smtp) {
      return classifySmtp(smtp);
    }
    if (failure instanceof TemplateException) {
      return new FailureAction(Next.RETRY, "MAIL_NOT_RENDERED");
    }
    return new FailureAction(Next.RETRY_UNCERTAIN, NO_ANSWER);
  }

  private static FailureAction classifySmtp(SmtpException failure) {
    if (failure instanceof SmtpRefusedException refused) {
      return classifyReply(refused.step(), refused.reply());
    }
    if (failure instanceof SmtpUnfitException unfit) {
      return new FailureAction(Next.PAUSE, unfit.reason());
    }
    return classifyBroken((SmtpBrokenException) failure);
  }

  /** Only after the final dot can a server have accepted what it gave no answer to. */
  private static FailureAction classifyBroken(SmtpBrokenException broken) {
    if (broken.step().compareTo(SmtpStep.DOT) >= 0) {
      return new FailureAction(Next.RETRY_UNCERTAIN, NO_ANSWER);
    }
    return new FailureAction(Next.RETRY, reasonOf(broken));
  }

  private static String reasonOf(SmtpBrokenException broken) {
    return switch (broken.step()) {
      case CONNECT -> UNREACHABLE;
      case GREETING -> broken.isSilence() ? NO_ANSWER : UNREACHABLE;
      case TLS -> broken.isSilence() ? NO_ANSWER : "MAIL_SERVER_TLS_FAILED";
      default -> NO_ANSWER;
    };
  }

  private static FailureAction classifyReply(SmtpStep step, SmtpReply reply) {
    if (reply.code() / 100 != 5) {
      return new FailureAction(Next.RETRY, "MAIL_SERVER_ASKS_TO_WAIT_" + reply.code());
    }
    if (isAboutUs(step, reply)) {
      return new FailureAction(Next.PAUSE, "MAIL_SERVER_REFUSES_US_" + reply.code());
    }
    return isAboutRecipient(step, reply)
        ? new FailureAction(Next.GIVE_UP, "RECIPIENT_REFUSED")
        : new FailureAction(Next.GIVE_UP, "MESSAGE_REFUSED");
  }

  /** Greeting to sender, sign-in, policy (class 5.7): the next mail would fare no better. */
  private static boolean isAboutUs(SmtpStep step, SmtpReply reply) {
    return step.isBeforeRecipient()
        || SIGN_IN_REFUSED.contains(reply.code())
        || hasStatus(reply, "5.7.");
  }

  private static boolean isAboutRecipient(SmtpStep step, SmtpReply reply) {
    return step == SmtpStep.RECIPIENT || hasStatus(reply, "5.1.") || hasStatus(reply, "5.2.");
  }

  private static boolean hasStatus(SmtpReply reply, String status) {
    return reply.lines().stream().anyMatch(line -> line.contains(" " + status));
  }
}
