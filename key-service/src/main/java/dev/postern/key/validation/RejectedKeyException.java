package dev.postern.key.validation;

import java.util.Objects;

/**
 * The text is not a key that may be used. The message is for the person who pasted it: what is
 * wrong and what to do next. It repeats nothing of the text.
 */
public final class RejectedKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How to get a key that is accepted everywhere. */
  static final String CREATE = " Create one with: ssh-keygen -t ed25519";

  /** Why a key is not accepted. */
  public enum Reason {
    PRIVATE_KEY,
    EMPTY,
    TOO_LARGE,
    NOT_ONE_LINE,
    NOT_A_KEY,
    OPTIONS,
    CERTIFICATE,
    UNKNOWN_TYPE,
    WEAK_TYPE,
    MALFORMED,
    COMMENT,
    SIZE,
    WEAK,
    COMPROMISED
  }

  private final Reason reason;

  RejectedKeyException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  static RejectedKeyException malformed() {
    return new RejectedKeyException(
        Reason.MALFORMED,
        "The key is damaged or incomplete. Paste the whole line of the .pub file again.");
  }

  static RejectedKeyException weak(String finding) {
    return new RejectedKeyException(Reason.WEAK, finding + CREATE);
  }

  public Reason reason() {
    return reason;
  }
}
