package dev.postern.backends.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpInboxTest {

  @Test
  void keepsBothPartsOfAMail() throws Exception {
    try (var inbox = SmtpInbox.start(0)) {
      // When
      Mails.send(inbox.port(), "Demo@Postern.test", "Grüße für web-1");

      // Then
      assertThat(inbox.messages("demo@postern.test"))
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.subject()).isEqualTo("Grüße für web-1");
                assertThat(mail.text()).isEqualTo("Login: root\r\n.dotted line\r\nGrüße\r\n");
                assertThat(mail.html()).isEqualTo("<p>Login: <b>root</b></p>");
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
      Mails.send(inbox.port(), "demo@postern.test", "first");
      Mails.send(inbox.port(), "demo@postern.test", "second");

      // Then
      assertThat(inbox.messages())
          .extracting(ReceivedMail::subject)
          .containsExactly("second", "first");
    }
  }

  @Test
  void showsWhatIsNoMimeAsItCame() throws Exception {
    try (var inbox = SmtpInbox.start(0);
        var socket = new Socket("127.0.0.1", inbox.port())) {
      // When
      converse(
          socket,
          "EHLO test",
          "MAIL FROM:<a@postern.test>",
          "RCPT TO:<demo@postern.test>",
          "DATA",
          "Content-Type: text/plain; charset=no-such\r\n\r\nhello\r\n.");

      // Then
      assertThat(inbox.messages())
          .singleElement()
          .satisfies(mail -> assertThat(mail.text()).contains("hello"));
    }
  }

  @Test
  void keepsMailsInPrivateFilesOverARestart(@TempDir Path folder) throws Exception {
    // Given
    Path mails = folder.resolve("mails");
    try (var inbox = SmtpInbox.start(0, mails)) {
      Mails.send(inbox.port(), "demo@postern.test", "before");
    }
    // What a power cut can leave of a mail that was never acknowledged.
    Files.writeString(mails.resolve(".torn.new"), "{");

    // When
    try (var inbox = SmtpInbox.start(0, mails)) {
      Mails.send(inbox.port(), "demo@postern.test", "after");

      // Then
      assertThat(inbox.messages())
          .extracting(ReceivedMail::subject)
          .containsExactly("after", "before");
      assertThat(inbox.messages()).extracting(ReceivedMail::id).doesNotHaveDuplicates();
      try (var files = Files.list(mails)) {
        assertThat(files.filter(file -> file.toString().endsWith(".json")))
            .hasSize(2)
            .allSatisfy(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void dropsTheOldestBeyondItsBound(@TempDir Path folder) throws Exception {
    // Given
    var store = MailStore.in(folder, 2);

    // When
    for (String subject : new String[] {"one", "two", "three"}) {
      store.add(
          "demo@postern.test",
          ("Subject: " + subject + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    // Then
    assertThat(store.newestFirst())
        .extracting(ReceivedMail::subject)
        .containsExactly("three", "two");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  private static void converse(Socket socket, String... commands) throws Exception {
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    in.readLine();
    for (String command : commands) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      String line = in.readLine();
      while (line.charAt(3) == '-') {
        line = in.readLine();
      }
    }
  }
}
