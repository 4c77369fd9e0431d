package dev.postern.backends.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpInboxTest {

  @Test
  void keepsBothPartsOfAMail() throws Exception {
    try (var inbox = SmtpInbox.start(0)) {
      // When
      send(inbox.port(), "Demo@Postern.test", "Grüße für web-1");

      // Then
      assertThat(inbox.messages("demo@postern.test"))
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.subject()).isEqualTo("Grüße für web-1");
                assertThat(mail.text()).contains("Login: root");
                assertThat(mail.html()).contains("<b>root</b>");
                assertThat(mail.messageId()).isEqualTo("<1@postern.test>");
                assertThat(mail.to()).isEqualTo("demo@postern.test");
              });
      assertThat(inbox.messages("friend@postern.test")).isEmpty();
    }
  }

  @Test
  void showsTheNewestFirst() throws Exception {
    try (var inbox = SmtpInbox.start(0)) {
      // When
      send(inbox.port(), "demo@postern.test", "first");
      send(inbox.port(), "demo@postern.test", "second");

      // Then
      assertThat(inbox.messages())
          .extracting(ReceivedMail::subject)
          .containsExactly("second", "first");
    }
  }

  @Test
  void keepsMailsInPrivateFilesOverARestart(@TempDir Path folder) throws Exception {
    // Given
    Path mails = folder.resolve("mails");
    try (var inbox = SmtpInbox.start(0, mails)) {
      send(inbox.port(), "demo@postern.test", "before");
    }

    // When
    try (var inbox = SmtpInbox.start(0, mails)) {
      send(inbox.port(), "demo@postern.test", "after");

      // Then
      assertThat(inbox.messages())
          .extracting(ReceivedMail::subject)
          .containsExactly("after", "before");
      try (var files = Files.list(mails)) {
        assertThat(files)
            .hasSize(2)
            .allSatisfy(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
      }
    }
  }

  static void send(int port, String to, String subject) throws Exception {
    var settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", port);
    var message = new FixedIdMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("postern@postern.test"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    var text = new MimeBodyPart();
    text.setText("Login: root\r\nPassword: fake\r\n", "UTF-8");
    var html = new MimeBodyPart();
    html.setText("<p>Login: <b>root</b></p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }

  /** Jakarta Mail makes an id of its own when a message is saved. */
  private static final class FixedIdMessage extends MimeMessage {
    FixedIdMessage(Session session) {
      super(session);
    }

    @Override
    protected void updateMessageID() throws jakarta.mail.MessagingException {
      setHeader("Message-ID", "<1@postern.test>");
    }
  }
}
