package dev.postern.local.smoketest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialsMailTest {

  private static final String TEXT =
      "Hello,\r\n\r\nLogin: root\r\nPassword: abcd-efgh\r\n\r\nssh -p 2222 root@127.77.0.10\r\n";

  @Test
  void theLinesOfTheContractAreRead() {
    // When
    CredentialsMail mail = CredentialsMail.read("1", "web-1", TEXT).orElseThrow();

    // Then
    assertThat(mail.login()).isEqualTo("root");
    assertThat(mail.password()).isEqualTo("abcd-efgh");
    assertThat(mail.sshLine()).isEqualTo("ssh -p 2222 root@127.77.0.10");
  }

  @Test
  void aMailOfAnotherKindIsNone() {
    assertThat(CredentialsMail.read("1", "web-1", "A public key was added.")).isEmpty();
  }

  @Test
  void thePasswordIsNotInItsText() {
    assertThat(CredentialsMail.read("1", "web-1", TEXT).orElseThrow().toString())
        .doesNotContain("abcd");
  }
}
