package dev.postern.credential.access.script;

import dev.postern.credential.access.LoginSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The output of {@code sshd -T}: a keyword in lower case and its value on each line, several of
 * them where a keyword lists. Root's groups come with it.
 */
record SshdSettings(Map<String, List<String>> values) {

  private static final String ROOT = "root";

  static SshdSettings parse(String output) {
    return new SshdSettings(
        output
            .lines()
            .map(line -> line.strip().split(" ", 2))
            .filter(words -> words.length == 2)
            .collect(
                Collectors.groupingBy(
                    words -> words[0].toLowerCase(Locale.ROOT),
                    Collectors.mapping(words -> words[1], Collectors.toList()))));
  }

  LoginSettings rootPasswordLogin() {
    if (!isKnown()) {
      return LoginSettings.UNKNOWN;
    }
    if (!rootLogin() || !rootAllowed()) {
      return LoginSettings.ROOT_DISABLED;
    }
    return passwordAuthentication()
        ? LoginSettings.PASSWORD_ALLOWED
        : LoginSettings.PASSWORD_DISABLED;
  }

  /** Whether a password alone is asked for on this connection. */
  boolean passwordAuthentication() {
    return is("passwordauthentication") && suffices("password")
        || asksThroughPam() && suffices("keyboard-interactive");
  }

  boolean rootLogin() {
    return is("permitrootlogin");
  }

  /** Whether the lists of users and groups leave root in. */
  boolean rootAllowed() {
    return !names("denyusers", List.of(ROOT))
        && !names("denygroups", words("rootgroups"))
        && (all("allowusers").isEmpty() || names("allowusers", List.of(ROOT)))
        && (all("allowgroups").isEmpty() || names("allowgroups", words("rootgroups")));
  }

  boolean isKnown() {
    return values.containsKey("permitrootlogin");
  }

  /** Keyboard-interactive authentication asks for the password too, where PAM is used. */
  private boolean asksThroughPam() {
    return is("kbdinteractiveauthentication") && is("usepam");
  }

  /** A list of methods that are all asked for is one word, and there may be several lists. */
  private boolean suffices(String method) {
    List<String> lists = words("authenticationmethods");
    return lists.isEmpty()
        || lists.stream()
            .anyMatch(list -> list.equals("any") || list.matches(method + "(:[a-z]+)?"));
  }

  /** A user who is listed at some hosts only may come from one of them. */
  private boolean names(String keyword, List<String> names) {
    boolean denies = keyword.startsWith("deny");
    return words(keyword).stream()
        .filter(pattern -> !pattern.startsWith("!"))
        .filter(pattern -> !denies || !pattern.contains("@"))
        .map(pattern -> pattern.replaceFirst("@.*", ""))
        .anyMatch(pattern -> names.stream().anyMatch(name -> matches(pattern, name)));
  }

  private static boolean matches(String pattern, String name) {
    return name.matches(
        Arrays.stream(pattern.split("(?<=[*?])|(?=[*?])"))
            .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : quoted(part))
            .collect(Collectors.joining()));
  }

  private static String quoted(String part) {
    return Pattern.quote(part);
  }

  private List<String> all(String keyword) {
    return values.getOrDefault(keyword, List.of());
  }

  private List<String> words(String keyword) {
    return all(keyword).stream().flatMap(value -> Arrays.stream(value.split(" "))).toList();
  }

  private boolean is(String keyword) {
    return all(keyword).stream().findFirst().filter("yes"::equals).isPresent();
  }
}
