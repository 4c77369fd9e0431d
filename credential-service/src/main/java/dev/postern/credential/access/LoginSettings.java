package dev.postern.credential.access;

/** Whether sshd's effective settings let root log in with a password. */
public enum LoginSettings {
  PASSWORD_ALLOWED,
  /** sshd asks for no password. */
  PASSWORD_DISABLED,
  /** sshd refuses root's passwords, or root itself. */
  ROOT_DISABLED,
  /** The container has no OpenSSH sshd. */
  SSHD_MISSING,
  /** sshd could not be asked. */
  UNKNOWN;

  /**
   * Corrects the settings by what the running sshd asks for: its file may have changed since it
   * started. Only a login shows whether root is accepted.
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
