package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.notification.delivery.FailureAction.Next;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassifierTest {

  @ParameterizedTest
  @CsvSource({
    "recipient address not accepted, 550, 550 5.1.1 No such user, GIVE_UP",
    "recipient address not accepted, 553, 553 Mailbox name not allowed, GIVE_UP",
    "recipient address not accepted, 550, 550 5.7.1 Relaying denied, PAUSE",
    "recipient address not accepted, 450, 450 4.2.0 Greylisted, RETRY",
    "recipient address not accepted, 452, 452 4.2.2 Mailbox full, RETRY",
    "sender address not accepted, 550, 550 Sender unknown, PAUSE",
    "AUTH PLAIN failed, 535, 535 5.7.8 Bad credentials, PAUSE",
    "sending data failed, 451, 451 Local error, RETRY",
    "sending data failed, 554, 554 Looks like spam, GIVE_UP",
    "DATA command not accepted, 530, 530 Must authenticate, PAUSE"
  })
  void repliesAreReadByTheirCodes(String phase, int code, String reply, Next next) {
    SMTPException failure = new SMTPException(phase, code, List.of(reply), code >= 500);

    assertThat(FailureClassifier.classify(failure).next()).isEqualTo(next);
  }

  @Test
  void aServerThatDoesNotListenHasSurelyNotAccepted() {
    assertThat(FailureClassifier.classify(new ConnectException()).next()).isEqualTo(Next.RETRY);
  }

  @Test
  void silenceMayHideAnAcceptance() {
    assertThat(FailureClassifier.classify(new IOException("closed")).next())
        .isEqualTo(Next.RETRY_UNCERTAIN);
    assertThat(FailureClassifier.classify(new TimeoutException()).next())
        .isEqualTo(Next.RETRY_UNCERTAIN);
  }

  @Test
  void theServersWordsAreNotKept() {
    SMTPException failure =
        new SMTPException(
            "recipient address not accepted",
            550,
            List.of("550 <demo@postern.test> unknown"),
            true);

    assertThat(FailureClassifier.classify(failure).reason()).isEqualTo("RECIPIENT_REFUSED");
  }
}
