package dev.postern.events.notifications;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * The mail with the password of this generation was accepted at first and came back undelivered.
 *
 * @param event the id of the event that asked for the mail
 * @param status the enhanced status code of the delivery status notification (RFC 3463), such as
 *     {@code 5.1.1}
 * @param reason a word such as {@code MAILBOX_UNKNOWN}
 */
public record MailBounced(
    String container, String account, long generation, UUID event, String status, String reason)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
