package dev.postern.credential.access.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.credential.access.LoginSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshdSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "yes,               yes, no,  yes, PASSWORD_ALLOWED",
    "yes,               no,  yes, yes, PASSWORD_ALLOWED",
    "yes,               no,  yes, no,  PASSWORD_DISABLED",
    "yes,               no,  no,  yes, PASSWORD_DISABLED",
    "without-password,  yes, yes, yes, ROOT_DISABLED",
    "prohibit-password, yes, yes, yes, ROOT_DISABLED",
    "no,                yes, yes, yes, ROOT_DISABLED"
  })
  void tellWhetherRootMayLogInWithAPassword(
      String root, String password, String keyboard, String pam, LoginSettings expected) {
    String output =
        "port 22\npermitrootlogin %s\npasswordauthentication %s\nkbdinteractiveauthentication %s\nusepam %s\n"
            .formatted(root, password, keyboard, pam);

    assertThat(SshdSettings.parse(output).rootPasswordLogin()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "authenticationmethods any, PASSWORD_ALLOWED",
    "authenticationmethods publickey, PASSWORD_DISABLED",
    "'authenticationmethods publickey,password', PASSWORD_DISABLED",
    "authenticationmethods publickey password, PASSWORD_ALLOWED",
    "allowusers deploy, ROOT_DISABLED",
    "allowusers deploy; allowusers ro?t, PASSWORD_ALLOWED",
    "allowusers root@10.0.0.0/8, PASSWORD_ALLOWED",
    "denyusers r*, ROOT_DISABLED",
    "denyusers root@10.0.0.0/8, PASSWORD_ALLOWED",
    "allowgroups wheel, ROOT_DISABLED",
    "allowgroups wheel; allowgroups root, PASSWORD_ALLOWED",
    "denygroups root, ROOT_DISABLED",
  })
  void knowWhatElseKeepsAPasswordOfRootsOut(String line, LoginSettings expected) {
    String output =
        "rootgroups root\npermitrootlogin yes\npasswordauthentication yes\n"
            + line.replace("; ", "\n");

    assertThat(SshdSettings.parse(output).rootPasswordLogin()).isEqualTo(expected);
  }

  @Test
  void areUnknownWhereSshdSaidNothing() {
    assertThat(SshdSettings.parse("").rootPasswordLogin()).isEqualTo(LoginSettings.UNKNOWN);
  }
}
