package dev.postern.credential.access;

/**
 * Why a container could not be reached or changed. Its message is only the reason's name: what the
 * container answered is for its owner, not for a log.
 */
public final class AccessException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String seen;

  public AccessException(Reason reason) {
    this(reason, (Throwable) null);
  }

  public AccessException(Reason reason, Throwable cause) {
    this(reason, "", cause);
  }

  /**
   * @param seen what the container answered instead, printable; empty where it is the reason itself
   */
  public AccessException(Reason reason, String seen) {
    this(reason, seen, null);
  }

  public AccessException(Reason reason, String seen, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
    this.seen = seen;
  }

  /** What the container answered instead, printable; empty where it is the reason itself. */
  public String seen() {
    return seen;
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
    /** The account's time is over, so sshd accepts no login of root. */
    ACCOUNT_EXPIRED,
    /** A command that sets the password is not in the container. */
    COMMAND_MISSING,
    /** The container's {@code /etc} cannot be written. */
    READ_ONLY,
    /** Commands in the container do not run as root. */
    NOT_ROOT,
    /** The pod, or the container as it was, no longer exists, or lost its label. */
    POD_GONE,
    /** The engine has no such running container with the label. */
    CONTAINER_GONE,
    /** The cluster does not let this service run commands there. */
    EXEC_FORBIDDEN,
    /** sshd runs no command for root before its password is changed at a terminal. */
    PASSWORD_EXPIRED,
    /** Postern and sshd have no algorithm in common. */
    NO_COMMON_ALGORITHM,
    /** Root's shell said that it accepts no login. */
    NO_SHELL,
    /** Root's login was accepted, but something else answered in place of the command. */
    NO_COMMANDS
  }
}
