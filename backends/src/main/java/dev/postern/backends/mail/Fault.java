package dev.postern.backends.mail;

import java.time.Duration;

/**
 * What a {@link FaultyMailServer} does to one attempt.
 *
 * @param at the step that fails
 * @param reply what is answered there, with its code; null hangs up without an answer
 * @param delay how long that answer takes
 */
public record Fault(Step at, String reply, Duration delay) {

  /** The steps of RFC 5321 at which an attempt can fail. */
  public enum Step {
    AUTH,
    MAIL,
    RECIPIENT,
    FINAL_DOT
  }

  /** The mail is accepted. */
  public static Fault none() {
    return slow(Duration.ZERO);
  }

  /** 451: come again later. */
  public static Fault temporary() {
    return new Fault(Step.MAIL, "451 4.3.0 Try again later", Duration.ZERO);
  }

  /** 550: there is no such recipient. */
  public static Fault unknownRecipient() {
    return new Fault(Step.RECIPIENT, "550 5.1.1 No such mailbox", Duration.ZERO);
  }

  /** 554 for the whole mail, after it was transmitted. */
  public static Fault rejectedContent() {
    return new Fault(Step.FINAL_DOT, "554 5.7.1 Content refused", Duration.ZERO);
  }

  /** The mail is taken, and the connection is gone before the answer: did it arrive? */
  public static Fault dropAfterFinalDot() {
    return new Fault(Step.FINAL_DOT, null, Duration.ZERO);
  }

  /** 535 for a client that authenticates, 530 for one that does not. */
  public static Fault authenticationFailure() {
    return new Fault(Step.AUTH, "535 5.7.8 Authentication credentials invalid", Duration.ZERO);
  }

  /** The mail is accepted, after a while. */
  public static Fault slow(Duration delay) {
    return new Fault(Step.FINAL_DOT, "250 2.0.0 Ok", delay);
  }

  boolean accepts() {
    return reply != null && reply.startsWith("2");
  }
}
