package dev.postern.credential.access.script;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.Printable;
import java.util.regex.Pattern;

/**
 * What a container prints instead of running the command. A cause is named only where the text
 * names it.
 */
final class UnexpectedOutput {

  /** nologin(8) of shadow, util-linux and BusyBox. */
  private static final Pattern NO_SHELL =
      Pattern.compile("[Tt]his account is (currently )?not available");

  /** sshd prints it where PAM asks for a new password and there is no terminal. */
  private static final Pattern PASSWORD_EXPIRED =
      Pattern.compile("Password change required but no TTY available");

  private UnexpectedOutput() {}

  static AccessException of(String text) {
    return new AccessException(reason(text), Printable.start(text));
  }

  private static Reason reason(String text) {
    if (PASSWORD_EXPIRED.matcher(text).find()) {
      return Reason.PASSWORD_EXPIRED;
    }
    return NO_SHELL.matcher(text).find() ? Reason.NO_SHELL : Reason.NO_COMMANDS;
  }
}
