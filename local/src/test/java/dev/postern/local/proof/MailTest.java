package dev.postern.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailTest {

  private static final String TEXT =
      "Hello,\r\n\r\nLogin: root\r\nPassword: abcd-efgh\r\n\r\nssh -p 2222 root@127.77.0.10\r\n";

  @Test
  void theLinesOfTheContractAreRead() {
    // When
    Mail mail = Mail.read("1", "web-1", TEXT).orElseThrow();

    // Then
    assertThat(mail.login()).isEqualTo("root");
    assertThat(mail.password()).isEqualTo("abcd-efgh");
    assertThat(mail.sshLine()).isEqualTo("ssh -p 2222 root@127.77.0.10");
  }

  @Test
  void aMailOfAnotherKindIsNone() {
    assertThat(Mail.read("1", "web-1", "A public key was added.")).isEmpty();
  }

  @Test
  void thePasswordIsNotInItsText() {
    assertThat(Mail.read("1", "web-1", TEXT).orElseThrow().toString()).doesNotContain("abcd");
  }
}
