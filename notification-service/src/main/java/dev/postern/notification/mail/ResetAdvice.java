package dev.postern.notification.mail;

import java.util.List;
import java.util.Set;

/**
 * What an owner can do about a password that could not be set.
 *
 * @param what happened, a sentence
 * @param todo a sentence
 * @param lines to type or to write, as they stand; may be empty
 */
record ResetAdvice(String what, String todo, List<String> lines) {

  private static final List<String> ALLOW_PASSWORD =
      List.of("PermitRootLogin yes", "PasswordAuthentication yes", "AuthenticationMethods any");
  private static final List<String> ALLOW_MANAGEMENT_KEY =
      List.of("AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/postern/authorized_keys");

  private static final Set<String> NO_PASSWORD =
      Set.of("PASSWORD_LOGIN_DISABLED", "PASSWORD_EXPIRED", "LOGIN_REFUSED");
  private static final Set<String> NOTHING =
      Set.of("ACCOUNT_EXPIRED", "NO_SHELL", "NO_COMMANDS", "NO_COMMON_ALGORITHM");

  /** Whether the earlier password is of no use either. */
  static boolean noPasswordLogsIn(String reason) {
    return NO_PASSWORD.contains(reason);
  }

  /** Whether no login may work before the cause is gone, neither by password nor by key. */
  static boolean nothingLogsIn(String reason) {
    return NOTHING.contains(reason);
  }

  /**
   * @param reason the word of the event; one that is not known here gets general advice
   */
  static ResetAdvice on(String reason, NoticeMailTexts texts) {
    return switch (reason) {
      case "PASSWORD_LOGIN_DISABLED" ->
          new ResetAdvice(texts.loginDisabled(), texts.loginDisabledTodo(), ALLOW_PASSWORD);
      case "CONTAINER_STOPPED" -> new ResetAdvice(texts.stopped(), texts.stoppedTodo(), List.of());
      case "UNREACHABLE",
          "TIMED_OUT",
          "CONNECTION_LOST",
          "DEADLINE",
          "SSHD_MISSING",
          "POD_GONE",
          "CONTAINER_GONE" ->
          new ResetAdvice(
              texts.unreachable(), texts.unreachableTodo(), List.of("systemctl status ssh"));
      case "HOST_KEY_CHANGED" ->
          new ResetAdvice(texts.hostKeyChanged(), texts.hostKeyChangedTodo(), List.of());
      case "MANAGEMENT_KEY_REFUSED" ->
          new ResetAdvice(
              texts.managementRefused(), texts.managementRefusedTodo(), ALLOW_MANAGEMENT_KEY);
      case "FENCE_NOT_WRITTEN", "ACCESS_KEYS_NOT_WRITTEN", "READ_ONLY" ->
          new ResetAdvice(texts.notWritten(), texts.notWrittenTodo(), List.of("df -h /etc"));
      case "LOGIN_REFUSED", "LOGIN_NOT_PROVEN" ->
          new ResetAdvice(
              texts.loginRefused(),
              texts.loginRefusedTodo(),
              List.of("passwd -S root", "chage -l root", "faillock --user root"));
      case "ACCOUNT_EXPIRED" ->
          new ResetAdvice(
              texts.accountExpired(),
              texts.expiredTodo(),
              List.of("chage -E -1 root", "chage -I -1 -M -1 root"));
      case "PASSWORD_EXPIRED" ->
          new ResetAdvice(
              texts.passwordExpired(), texts.expiredTodo(), List.of("chage -M -1 -d -1 root"));
      case "NO_COMMANDS", "NO_SHELL" ->
          new ResetAdvice(
              texts.noCommands(),
              texts.noCommandsTodo(),
              List.of(
                  "cat ~/.bashrc ~/.profile ~/.ssh/rc",
                  "grep ^root: /etc/passwd",
                  "grep -ri ForceCommand /etc/ssh"));
      case "NO_COMMON_ALGORITHM" ->
          new ResetAdvice(
              texts.noCommonAlgorithm(),
              texts.noCommonAlgorithmTodo(),
              List.of("Ciphers", "KexAlgorithms", "MACs", "HostKeyAlgorithms"));
      case "PASSWORD_COMMAND_FAILED",
          "SHADOW_UNREADABLE",
          "SHADOW_DIFFERS",
          "COMMAND_MISSING",
          "NOT_ROOT" ->
          new ResetAdvice(
              texts.commandFailed(),
              texts.commandFailedTodo(),
              List.of("command -v chpasswd", "ls -l /etc/shadow"));
      default -> new ResetAdvice(texts.otherReason(), texts.otherReasonTodo(), List.of());
    };
  }
}
