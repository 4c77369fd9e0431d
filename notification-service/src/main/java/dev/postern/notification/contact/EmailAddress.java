package dev.postern.notification.contact;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that is safe to hand to a mail server: a dot-atom and a domain name (RFC 5321),
 * ASCII, at most 254 characters. Quoted local parts, address literals and comments are refused: no
 * owner of a container has one, and every injection needs one.
 */
record EmailAddress(String text) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_PART = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<local>"
              + ATOM
              + "(?:\\."
              + ATOM
              + ")*)@(?:"
              + LABEL
              + "\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");

  /** Empty where the text is no such address. */
  static Optional<EmailAddress> parse(String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var match = SHAPE.matcher(text);
    return match.matches() && match.group("local").length() <= MAX_LOCAL_PART
        ? Optional.of(new EmailAddress(text))
        : Optional.empty();
  }

  /** An address is personal: not in a log, by accident either. */
  @Override
  public String toString() {
    return "EmailAddress[redacted]";
  }
}
