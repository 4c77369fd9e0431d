package dev.postern.backends.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FaultyMailServerTest {

  @Test
  void refusesForNowAndThenAccepts() throws Exception {
    try (var server = FaultyMailServer.start(Fault.temporary())) {
      // Given
      assertThatThrownBy(() -> Mails.send(server.port(), "demo@postern.test", "late"))
          .hasStackTraceContaining("451");

      // When
      Mails.send(server.port(), "demo@postern.test", "late");

      // Then
      assertThat(server.accepted())
          .singleElement()
          .satisfies(mail -> assertThat(mail.text()).contains("\r\n.dotted line\r\nGrüße"));
      assertThat(server.attempts()).isEqualTo(2);
    }
  }

  @Test
  void knowsNoSuchRecipient() {
    try (var server = FaultyMailServer.start(Fault.unknownRecipient())) {
      assertThatThrownBy(() -> Mails.send(server.port(), "demo@postern.test", "x"))
          .hasStackTraceContaining("550");
      assertThat(server.transmitted()).isEmpty();
    }
  }

  @Test
  void hangsUpAfterTheFinalDot() {
    try (var server = FaultyMailServer.start(Fault.dropAfterFinalDot())) {
      assertThatThrownBy(() -> Mails.send(server.port(), "demo@postern.test", "x"))
          .isInstanceOf(MessagingException.class);
      assertThat(server.transmitted()).hasSize(1);
      assertThat(server.accepted()).isEmpty();
    }
  }

  @Test
  void refusesTheContent() {
    try (var server = FaultyMailServer.start(Fault.rejectedContent())) {
      assertThatThrownBy(() -> Mails.send(server.port(), "demo@postern.test", "x"))
          .hasStackTraceContaining("554");
      assertThat(server.accepted()).isEmpty();
    }
  }

  @Test
  void refusesAPasswordOnce() throws Exception {
    try (var server = FaultyMailServer.start(Fault.authenticationFailure())) {
      // Given
      assertThatThrownBy(() -> Mails.sendAs(server.port(), "postern", "wrong"))
          .isInstanceOf(AuthenticationFailedException.class);

      // When
      Mails.sendAs(server.port(), "postern", "right");

      // Then
      assertThat(server.accepted()).hasSize(1);
    }
  }

  @Test
  void demandsAuthenticationOfWhoOffersNone() {
    try (var server = FaultyMailServer.start(Fault.authenticationFailure())) {
      assertThatThrownBy(() -> Mails.send(server.port(), "demo@postern.test", "x"))
          .hasStackTraceContaining("530");
    }
  }

  @Test
  void takesItsTime() throws Exception {
    try (var server = FaultyMailServer.start(Fault.slow(Duration.ofMillis(300)))) {
      // When
      Instant begun = Instant.now();
      Mails.send(server.port(), "demo@postern.test", "x");

      // Then
      assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(300));
      assertThat(server.accepted()).hasSize(1);
    }
  }
}
