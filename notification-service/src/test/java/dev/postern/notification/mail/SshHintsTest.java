package dev.postern.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.SshProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshHintsTest {

  private static final MailLanguage ENGLISH = new MailLanguage("en");
  private static final MailLanguage GERMAN = new MailLanguage("de");
  private static final String HINT = "Do as the check says.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSHD_RUNNING",
        "PORT_OPEN",
        "BANNER",
        "KEY_EXCHANGE",
        "HOST_KEY",
        "MANAGEMENT_LOGIN",
        "SSHD_CONFIG",
        "PASSWORD_AUTHENTICATION",
        "PERMIT_ROOT_LOGIN",
        "ACCOUNT",
        "DISK",
        "FIREWALL",
        "PUBLIC_ADDRESS"
      })
  void everyCheckThatFindsAProblemHasAGermanHint(String check) {
    SshProblem problem = new SshProblem(check, HINT);

    assertThat(SshHints.on(problem, GERMAN))
        .singleElement()
        .asString()
        .isNotEqualTo(HINT)
        .doesNotContain("{0}");
    assertThat(SshHints.on(problem, ENGLISH)).containsExactly(HINT);
  }

  @Test
  void whatAHintQuotesIsInTheGermanOneToo() {
    SshProblem problem = new SshProblem("FIREWALL", "It is: «tcp dport 22 drop». Accept it.");

    assertThat(SshHints.on(problem, GERMAN)).first().asString().contains("«tcp dport 22 drop»");
  }

  @Test
  void aCheckThatIsNotKnownKeepsItsHint() {
    assertThat(SshHints.on(new SshProblem("MOON_PHASE", HINT), GERMAN)).containsExactly(HINT);
    assertThat(SshHints.on(new SshProblem(null, null), GERMAN)).isEmpty();
  }

  @Test
  void aHintIsNotCutWhereANameWouldBe() {
    String hint = "ssh-keygen -A; ".repeat(30);

    assertThat(SshHints.on(new SshProblem("HOST_KEY", hint), ENGLISH)).containsExactly(hint);
  }
}
