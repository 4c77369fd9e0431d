package dev.postern.local.smoketest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A credentials mail as its reader sees it: the text part's lines are part of the contract.
 *
 * @param login the user name
 * @param password what logs in; never printed
 * @param sshLine the line to copy
 */
record CredentialsMail(String id, String subject, String login, String password, String sshLine) {

  private static final Pattern LOGIN = line("Login: (\\S+)");
  private static final Pattern PASSWORD = line("Password: (\\S+)");
  private static final Pattern SSH = line("(ssh .+?)");

  /** Reads a mail; nothing when it is of another kind. */
  static Optional<CredentialsMail> read(String id, String subject, String text) {
    List<Optional<String>> parts =
        List.of(group(LOGIN, text), group(PASSWORD, text), group(SSH, text));
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            new CredentialsMail(
                id, subject, parts.get(0).get(), parts.get(1).get(), parts.get(2).get()))
        : Optional.empty();
  }

  private static Pattern line(String pattern) {
    return Pattern.compile("^[ \\t]*" + pattern + "[ \\t]*\\r?$", Pattern.MULTILINE);
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "CredentialsMail[" + subject + "]";
  }
}
