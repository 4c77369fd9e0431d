package dev.postern.dashboard.terminal;

import dev.postern.terminal.CloseCodes;

/** A gateway gave no shell. */
final class NotAttachedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CloseReason reason;

  NotAttachedException(CloseReason reason) {
    super(reason.sentence(), null, false, false);
    this.reason = reason;
  }

  CloseReason reason() {
    return reason;
  }

  /** Whether another gateway may have it. */
  boolean isWorthAnother() {
    return isOutage() || reason.code() == CloseCodes.NO_SESSION;
  }

  boolean isOutage() {
    return reason.code() == CloseReason.UNREACHABLE.code();
  }
}
