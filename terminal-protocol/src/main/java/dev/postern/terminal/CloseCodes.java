package dev.postern.terminal;

/** The close codes of a terminal's own (RFC 6455 section 7.4.2: 4000 to 4999). */
public final class CloseCodes {

  /** The token is no longer valid, or never was. */
  public static final int SIGNED_OUT = 4401;

  /** The account may not enter the container, or no longer. */
  public static final int REVOKED = 4403;

  public static final int NO_CONTAINER = 4404;

  /** Nothing was typed or shown for too long. */
  public static final int IDLE = 4408;

  /** The container is stopped, or more than one has the name. */
  public static final int NOT_ENTERABLE = 4409;

  /** The gateway has no such shell, or no longer. */
  public static final int NO_SESSION = 4410;

  /** The shell is shown by another WebSocket now. */
  public static final int TAKEN_OVER = 4412;

  /** The account has as many terminals open as it may. */
  public static final int TOO_MANY = 4429;

  /** The container cannot be reached, or let nobody in. */
  public static final int UNREACHABLE = 4502;

  /** The gateway cannot let anybody in now; try again. */
  public static final int NOT_NOW = 4503;

  private CloseCodes() {}
}
