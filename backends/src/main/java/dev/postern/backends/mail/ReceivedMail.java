package dev.postern.backends.mail;

import java.time.Instant;

/**
 * A mail as one recipient got it.
 *
 * @param id opaque; later mails have greater ones
 * @param to the address of the envelope, lower case
 * @param subject decoded; empty when the mail has none
 * @param text the text part, empty when there is none
 * @param html the HTML part, empty when there is none
 * @param messageId the header as it stands, angle brackets included; empty when there is none
 * @param receivedAt when the server had it whole
 */
public record ReceivedMail(
    String id,
    String to,
    String subject,
    String text,
    String html,
    String messageId,
    Instant receivedAt) {

  /** Without the parts: they hold passwords. */
  @Override
  public String toString() {
    return "ReceivedMail[id=" + id + ", to=" + to + ", messageId=" + messageId + "]";
  }
}
