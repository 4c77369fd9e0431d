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
    /** sshd lets root in by no means: the account's time is over. */
    ACCOUNT_EXPIRED,
    /** A command that sets the password is not in the container. */
    COMMAND_MISSING,
    /** The container's {@code /etc} cannot be written. */
    READ_ONLY,
    /** Commands in the container do not run as root. */
    NOT_ROOT,
    /** The pod, or the container as it was, is not there any more, or lost its label. */
    POD_GONE,
    /** The engine has no such running container with the label. */
    CONTAINER_GONE,
    /** The cluster does not let this service run commands there. */
    EXEC_FORBIDDEN,
    /** Root got in, and its shell ran no command. */
    NO_COMMANDS
  }
}
