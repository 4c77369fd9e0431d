package dev.postern.credential.access;

/** Whether sshd's effective settings let root log in with a password. */
public enum LoginSettings {
  PASSWORD_ALLOWED,
  /** sshd asks for no password. */
  PASSWORD_DISABLED,
  /** sshd lets root in by no password, or not at all. */
  ROOT_DISABLED,
  /** There is no sshd of OpenSSH. */
  SSHD_MISSING,
  /** sshd could not be asked. */
  UNKNOWN;

  /**
   * The same where it was seen what sshd, as it runs, asks for: its file may have been changed
   * since it was started. Whether it lets root in is seen by a login only.
   */
  public LoginSettings seen(boolean asksForPassword) {
    if (!asksForPassword) {
      return PASSWORD_DISABLED;
    }
    return this == PASSWORD_DISABLED ? PASSWORD_ALLOWED : this;
  }

  /** Whether no password of root's logs in. */
  public boolean excludesPassword() {
    return this == PASSWORD_DISABLED || this == ROOT_DISABLED;
  }
}
