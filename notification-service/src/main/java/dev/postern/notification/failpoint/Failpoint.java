package dev.postern.notification.failpoint;

import dev.postern.failpoint.Failpoints;

/** The steps at which {@code MailKillTest} ends the process. */
public enum Failpoint {
  /** A job is being written down; not committed. */
  CONSUMING,
  /** An event's transaction is committed, and Kafka does not know. */
  CONSUMED,
  /** A job was claimed, and that is committed. */
  CLAIMED,
  /** The password was leased and opened; the mail server was not called. */
  LEASED,
  /** The mail server accepted the mail. */
  ACCEPTED,
  /** That it did is being written down; not committed. */
  RECORDING,
  /** It is written down with its event. */
  RECORDED,
  /** The secret was acknowledged, and that is not written down. */
  ACKNOWLEDGED;

  /** Ends the process where a test named this step; else it does nothing. */
  public void reached() {
    Failpoints.reached(this);
  }
}
