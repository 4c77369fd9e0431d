package dev.postern.gateway.webterminal;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.events.sessions.SessionClosed;
import dev.postern.terminal.CloseCodes;

/** Why a terminal ends: the close code (RFC 6455 section 7.4), and the reason in its event. */
enum CloseCode {
  /** The shell ended; the close reason says how. */
  ENDED(1000, SessionClosed.Reason.CLIENT),
  GATEWAY_STOPS(1001, SessionClosed.Reason.SHUTDOWN),
  NO_CONTROL_MESSAGE(1007, SessionClosed.Reason.CLIENT),
  MESSAGE_TOO_LONG(1009, SessionClosed.Reason.CLIENT),
  SIGNED_OUT(CloseCodes.SIGNED_OUT, SessionClosed.Reason.REVOKED),
  REVOKED(CloseCodes.REVOKED, SessionClosed.Reason.REVOKED),
  NO_CONTAINER(CloseCodes.NO_CONTAINER, SessionClosed.Reason.CLIENT),
  IDLE(CloseCodes.IDLE, SessionClosed.Reason.CLIENT),
  NOT_ENTERABLE(CloseCodes.NOT_ENTERABLE, SessionClosed.Reason.CLIENT),
  NO_SESSION(CloseCodes.NO_SESSION, SessionClosed.Reason.CLIENT),
  TAKEN_OVER(CloseCodes.TAKEN_OVER, SessionClosed.Reason.CLIENT),
  TOO_MANY(CloseCodes.TOO_MANY, SessionClosed.Reason.CLIENT),
  UNREACHABLE(CloseCodes.UNREACHABLE, SessionClosed.Reason.UPSTREAM),
  NOT_NOW(CloseCodes.NOT_NOW, SessionClosed.Reason.SHUTDOWN);

  private final int code;
  private final SessionClosed.Reason reason;

  CloseCode(int code, SessionClosed.Reason reason) {
    this.code = code;
    this.reason = reason;
  }

  short code() {
    return (short) code;
  }

  SessionClosed.Reason reason() {
    return reason;
  }

  static CloseCode of(LoginRefused.Reason refusal) {
    return switch (refusal) {
      case NO_CONTAINER -> NO_CONTAINER;
      case STOPPED, AMBIGUOUS -> NOT_ENTERABLE;
      case LIMIT -> TOO_MANY;
      case STALE -> NOT_NOW;
      case UNREACHABLE, UNKNOWN_KEY, BAD_SIGNATURE, BANNED -> UNREACHABLE;
    };
  }
}
