package dev.postern.credential.access.script;

import dev.postern.credential.access.LoginSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The output of {@code sshd -T}: a keyword in lower case and its value on each line. */
record EffectiveSettings(Map<String, String> values) {

  static EffectiveSettings parse(String output) {
    Map<String, String> values = new HashMap<>();
    output
        .lines()
        .map(line -> line.strip().split(" ", 2))
        .filter(words -> words.length == 2)
        .forEach(words -> values.putIfAbsent(words[0].toLowerCase(Locale.ROOT), words[1]));
    return new EffectiveSettings(values);
  }

  LoginSettings rootPasswordLogin() {
    if (!isKnown()) {
      return LoginSettings.UNKNOWN;
    }
    return rootLogin() && passwordAuthentication()
        ? LoginSettings.PASSWORD_ALLOWED
        : LoginSettings.PASSWORD_DISABLED;
  }

  /** Whether sshd asks anybody for a password at all. */
  boolean passwordAuthentication() {
    return is("passwordauthentication") || asksThroughPam();
  }

  boolean rootLogin() {
    return is("permitrootlogin");
  }

  boolean isKnown() {
    return values.containsKey("permitrootlogin");
  }

  /** Keyboard-interactive authentication asks for the password too, where PAM is used. */
  private boolean asksThroughPam() {
    return is("kbdinteractiveauthentication") && is("usepam");
  }

  private boolean is(String keyword) {
    return "yes".equals(values.get(keyword));
  }
}
