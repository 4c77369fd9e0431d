package dev.postern.credential.credential;

import dev.postern.failpoint.Failpoints;

/** The steps at which {@code KillTest} ends the process. */
enum Failpoint {
  /** An attempt was taken, and that is committed. */
  TAKEN,
  /** The password was made, and is in memory only. */
  MADE,
  /** Hash and sealed secret are committed; nothing was sent. */
  ARMED,
  /** The container was entered; nothing was changed in it. */
  ENTERED,
  /** The password was set in the container; nobody looked yet. */
  SET,
  /** It was read back. */
  READ_BACK,
  /** It logged in. */
  LOGGED_IN,
  /** The result is being written down; not committed. */
  CONCLUDING,
  /** The result and its event are committed. */
  CONCLUDED,
  /** The sealed secret was read for a lease; the answer was not sent. */
  LEASED,
  /** The acknowledgement is being written down; not committed. */
  ACKNOWLEDGING,
  /** That the mail left is being written down; not committed. */
  NOTIFYING;

  /** Ends the process where a test named this step; else it does nothing. */
  void reached() {
    Failpoints.reached(this);
  }
}
