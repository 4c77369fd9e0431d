package dev.postern.notification.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo@postern.test",
        "first.last+tag@mail.example.org",
        "o'neil@example.co.uk",
        "a@xn--mnchen-3ya.de"
      })
  void takesPlainAddresses(String text) {
    assertThat(EmailAddress.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "demo@",
        "@postern.test",
        "demo@localhost",
        "demo@postern..test",
        "demo@-postern.test",
        "demo@127.0.0.1",
        "demo@[127.0.0.1]",
        ".demo@postern.test",
        "de..mo@postern.test",
        "demo @postern.test",
        " demo@postern.test",
        "demo@postern.test ",
        "demo@postern.test\n",
        "demo@postern.test\r\nBcc: all@example.org",
        "demo@postern.test,all@example.org",
        "demo@postern.test>",
        "Demo <demo@postern.test>",
        "\"demo\"@postern.test",
        "demo@postern.test\u0000",
        "d\u00e9mo@postern.test",
        "demo@postern\u3002test"
      })
  void refusesEverythingElse(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 300, 100_000})
  void refusesLongOnesAtOnce(int length) {
    assertThat(EmailAddress.parse("a".repeat(length) + "@postern.test")).isEmpty();
  }
}
