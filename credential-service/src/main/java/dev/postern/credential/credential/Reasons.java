package dev.postern.credential.credential;

/** Words that say why a password is in its state, besides those of the access to its container. */
public final class Reasons {

  public static final String CONTAINER_STOPPED = "CONTAINER_STOPPED";
  public static final String PASSWORD_LOGIN_DISABLED = "PASSWORD_LOGIN_DISABLED";
  static final String LOGIN_REFUSED = "LOGIN_REFUSED";
  static final String LOGIN_NOT_PROVEN = "LOGIN_NOT_PROVEN";
  static final String SSHD_MISSING = "SSHD_MISSING";
  static final String SHADOW_DIFFERS = "SHADOW_DIFFERS";
  static final String OVERTAKEN = "OVERTAKEN";
  static final String REPLACED = "REPLACED";
  static final String MARKER_AHEAD = "MARKER_AHEAD";
  static final String SEALING_FAILED = "SEALING_FAILED";
  static final String ADAPTER_MISSING = "ADAPTER_MISSING";
  static final String ACCESS_KEYS_UNREADABLE = "ACCESS_KEYS_UNREADABLE";
  static final String WAITING_FOR_ADDRESS = "WAITING_FOR_ADDRESS";
  static final String UNEXPECTED = "UNEXPECTED";
  static final String DEADLINE = "DEADLINE";
  static final String CONTAINER_DELETED = "CONTAINER_DELETED";
  static final String SECRET_EXPIRED = "SECRET_EXPIRED";

  private Reasons() {}
}
