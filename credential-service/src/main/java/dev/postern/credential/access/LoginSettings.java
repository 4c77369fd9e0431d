package dev.postern.credential.access;

/** Whether sshd's effective settings let root log in with a password. */
public enum LoginSettings {
  PASSWORD_ALLOWED,
  PASSWORD_DISABLED,
  /** There is no sshd of OpenSSH. */
  SSHD_MISSING,
  /** sshd could not be asked. */
  UNKNOWN
}
