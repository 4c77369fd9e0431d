package dev.postern.notification.smtp;

import java.util.List;

/**
 * What a server answered (RFC 5321, section 4.2).
 *
 * @param lines as they came, each with its code; they may quote an address
 */
public record SmtpReply(int code, List<String> lines) {

  static final int DONE = 2;
  static final int GO_ON = 3;

  /**
   * This reply where its code begins with the digit.
   *
   * @throws SmtpException where it does not: a refusal, or no answer to what was said
   */
  SmtpReply require(SmtpStep step, int digit) {
    if (code / 100 == digit) {
      return this;
    }
    throw code >= 400 ? new SmtpRefusedException(step, this) : SmtpBrokenException.at(step);
  }

  boolean asksToGoOn() {
    return code / 100 == GO_ON;
  }

  boolean isRefusedForGood() {
    return code / 100 == 5;
  }

  /** What the first line says after its code. */
  String text() {
    String line = lines.get(0);
    return line.length() > 4 ? line.substring(4) : "";
  }

  /** Redacted: a server's text may quote an address. */
  @Override
  public String toString() {
    return "SmtpReply[" + code + "]";
  }
}
