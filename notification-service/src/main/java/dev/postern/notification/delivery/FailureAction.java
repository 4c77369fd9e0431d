package dev.postern.notification.delivery;

/**
 * What an attempt's failure means for its job.
 *
 * @param next what to do
 * @param reason a word for the delivery history, such as {@code RECIPIENT_REFUSED}; never the
 *     server's text, which may quote an address
 */
record FailureAction(Next next, String reason) {

  enum Next {
    /** Surely not sent: send it again later. */
    RETRY,
    /** Perhaps accepted: send the same mail again later. */
    RETRY_UNCERTAIN,
    /** Refused for good. */
    GIVE_UP,
    /** There is nothing left to mail. */
    DROP,
    /** Its job was taken by another replica, or an event made the mail needless, just in time. */
    OVERTAKEN,
    /** The server refuses us, not this mail: keep every job and pause. */
    PAUSE
  }
}
