package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.notification.delivery.FailureAction.Next;
import dev.postern.notification.smtp.SmtpBrokenException;
import dev.postern.notification.smtp.SmtpRefusedException;
import dev.postern.notification.smtp.SmtpReply;
import dev.postern.notification.smtp.SmtpStep;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FailureClassifierTest {

  @ParameterizedTest
  @CsvSource({
    "RECIPIENT, 550 5.1.1 No such user, GIVE_UP, RECIPIENT_REFUSED",
    "RECIPIENT, 553 Mailbox name not allowed, GIVE_UP, RECIPIENT_REFUSED",
    "RECIPIENT, 550 5.7.1 Relaying denied, PAUSE, MAIL_SERVER_REFUSES_US_550",
    "RECIPIENT, 450 4.2.0 Greylisted, RETRY, MAIL_SERVER_ASKS_TO_WAIT_450",
    "RECIPIENT, 452 4.2.2 Mailbox full, RETRY, MAIL_SERVER_ASKS_TO_WAIT_452",
    "GREETING, 554 No SMTP here, PAUSE, MAIL_SERVER_REFUSES_US_554",
    "GREETING, 421 Too busy, RETRY, MAIL_SERVER_ASKS_TO_WAIT_421",
    "HELLO, 550 Bad name, PAUSE, MAIL_SERVER_REFUSES_US_550",
    "TLS, 454 TLS not available, RETRY, MAIL_SERVER_ASKS_TO_WAIT_454",
    "SIGN_IN, 535 5.7.8 Bad credentials, PAUSE, MAIL_SERVER_REFUSES_US_535",
    "SIGN_IN, 504 Unrecognized, PAUSE, MAIL_SERVER_REFUSES_US_504",
    "SENDER, 550 Sender unknown, PAUSE, MAIL_SERVER_REFUSES_US_550",
    "DATA, 530 Must authenticate, PAUSE, MAIL_SERVER_REFUSES_US_530",
    "DOT, 451 Local error, RETRY, MAIL_SERVER_ASKS_TO_WAIT_451",
    "DOT, 554 Looks like spam, GIVE_UP, MESSAGE_REFUSED"
  })
  void repliesAreReadByTheirCodesAndWhereTheyCame(
      SmtpStep step, String line, Next next, String reason) {
    SmtpReply reply = new SmtpReply(Integer.parseInt(line.substring(0, 3)), List.of(line));

    assertThat(FailureClassifier.classify(new SmtpRefusedException(step, reply)))
        .isEqualTo(new FailureAction(next, reason));
  }

  @ParameterizedTest
  @EnumSource(
      value = SmtpStep.class,
      names = {"DOT", "QUIT"},
      mode = Mode.EXCLUDE)
  void whatBreaksBeforeTheDotIsSurelyNotAccepted(SmtpStep step) {
    assertThat(FailureClassifier.classify(SmtpBrokenException.at(step)).next())
        .isEqualTo(Next.RETRY);
    assertThat(FailureClassifier.classify(SmtpBrokenException.silentAt(step)).next())
        .isEqualTo(Next.RETRY);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, MAIL_SERVER_UNREACHABLE, MAIL_SERVER_UNREACHABLE",
    "GREETING, MAIL_SERVER_UNREACHABLE, NO_ANSWER_FROM_MAIL_SERVER",
    "TLS, MAIL_SERVER_TLS_FAILED, NO_ANSWER_FROM_MAIL_SERVER",
    "SENDER, NO_ANSWER_FROM_MAIL_SERVER, NO_ANSWER_FROM_MAIL_SERVER"
  })
  void theReasonSaysWhatIsToBeLookedAt(SmtpStep step, String broken, String silent) {
    assertThat(FailureClassifier.classify(SmtpBrokenException.at(step)).reason()).isEqualTo(broken);
    assertThat(FailureClassifier.classify(SmtpBrokenException.silentAt(step)).reason())
        .isEqualTo(silent);
  }

  @Test
  void noAnswerToTheDotMayHideAnAcceptance() {
    assertThat(FailureClassifier.classify(SmtpBrokenException.at(SmtpStep.DOT)).next())
        .isEqualTo(Next.RETRY_UNCERTAIN);
    assertThat(FailureClassifier.classify(SmtpBrokenException.silentAt(SmtpStep.DOT)).next())
        .isEqualTo(Next.RETRY_UNCERTAIN);
    assertThat(FailureClassifier.classify(new IOException("unheard of")).next())
        .isEqualTo(Next.RETRY_UNCERTAIN);
  }

  @Test
  void theServersWordsAreNotKept() {
    SmtpReply reply = new SmtpReply(550, List.of("550 <demo@postern.test> unknown"));
    SmtpRefusedException failure = new SmtpRefusedException(SmtpStep.RECIPIENT, reply);

    assertThat(FailureClassifier.classify(failure).reason()).isEqualTo("RECIPIENT_REFUSED");
    assertThat(failure).hasMessageNotContaining("demo");
    assertThat(reply.toString()).doesNotContain("demo");
  }
}
