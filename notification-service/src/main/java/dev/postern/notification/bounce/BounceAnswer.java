package dev.postern.notification.bounce;

/** What a mail at the return address was. */
record BounceAnswer(Outcome outcome) {

  enum Outcome {
    /** The mail that it is about did not arrive; its job says so now, or said so before. */
    BOUNCED,
    /** A report of a delay or a delivery. */
    NOT_FAILED,
    /** A report about no mail that was sent here. */
    NO_SUCH_MAIL,
    /** An out-of-office note, spam, or a report of another shape. */
    NO_REPORT
  }
}
