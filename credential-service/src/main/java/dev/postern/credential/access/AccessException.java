package dev.postern.credential.access;

/** Why a container could not be reached or changed. Its message is the reason's name only. */
public final class AccessException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public AccessException(Reason reason) {
    this(reason, null);
  }

  public AccessException(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Words that users see as the reason of a state. */
  public enum Reason {
    UNREACHABLE,
    HOST_KEY_CHANGED,
    MANAGEMENT_KEY_REFUSED,
    TIMED_OUT,
    CONNECTION_LOST,
    FENCE_BUSY,
    FENCE_NOT_WRITTEN,
    PASSWORD_COMMAND_FAILED,
    SHADOW_UNREADABLE,
    ACCESS_KEYS_NOT_WRITTEN,
    LOGIN_REFUSED,
    /** Root got in, and its shell ran no command. */
    NO_COMMANDS
  }
}
