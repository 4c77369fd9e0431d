package dev.postern.notification.mail;

import dev.postern.notification.mail.NewsLetter.Advice;
import java.util.List;

/** What an owner can do about a password that could not be set. */
final class ResetAdvice {

  private static final List<String> ALLOW_PASSWORD =
      List.of("PermitRootLogin yes", "PasswordAuthentication yes");
  private static final List<String> ALLOW_MANAGEMENT_KEY =
      List.of("AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/postern/authorized_keys");

  private ResetAdvice() {}

  /** Whether the earlier password is of no use either. */
  static boolean noPasswordLogsIn(String reason) {
    return reason.equals("PASSWORD_LOGIN_DISABLED");
  }

  /**
   * @param reason the word of the event; one that is not known here gets general advice
   */
  static Advice on(String reason, NewsTexts texts) {
    return switch (reason) {
      case "PASSWORD_LOGIN_DISABLED" ->
          new Advice(texts.loginDisabled(), texts.loginDisabledTodo(), ALLOW_PASSWORD);
      case "CONTAINER_STOPPED" -> new Advice(texts.stopped(), texts.stoppedTodo(), List.of());
      case "UNREACHABLE",
          "TIMED_OUT",
          "CONNECTION_LOST",
          "DEADLINE",
          "SSHD_MISSING",
          "POD_GONE",
          "CONTAINER_GONE" ->
          new Advice(texts.unreachable(), texts.unreachableTodo(), List.of("systemctl status ssh"));
      case "HOST_KEY_CHANGED" ->
          new Advice(texts.hostKeyChanged(), texts.hostKeyChangedTodo(), List.of());
      case "MANAGEMENT_KEY_REFUSED" ->
          new Advice(
              texts.managementRefused(), texts.managementRefusedTodo(), ALLOW_MANAGEMENT_KEY);
      case "FENCE_NOT_WRITTEN", "ACCESS_KEYS_NOT_WRITTEN", "READ_ONLY" ->
          new Advice(texts.notWritten(), texts.notWrittenTodo(), List.of("df -h /etc"));
      case "LOGIN_REFUSED", "LOGIN_NOT_PROVEN", "ACCOUNT_EXPIRED" ->
          new Advice(
              texts.loginRefused(),
              texts.loginRefusedTodo(),
              List.of("passwd -S root", "chage -l root"));
      case "PASSWORD_COMMAND_FAILED",
          "SHADOW_UNREADABLE",
          "SHADOW_DIFFERS",
          "COMMAND_MISSING",
          "NOT_ROOT" ->
          new Advice(
              texts.commandFailed(),
              texts.commandFailedTodo(),
              List.of("command -v chpasswd", "ls -l /etc/shadow"));
      default -> new Advice(texts.otherReason(), texts.otherReasonTodo(), List.of());
    };
  }
}
