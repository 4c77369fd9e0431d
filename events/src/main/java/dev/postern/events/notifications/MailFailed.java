package dev.postern.events.notifications;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * The mail will not be sent any more. {@code reason} is a word such as {@code RECIPIENT_REFUSED}.
 */
public record MailFailed(
    String container, String account, long generation, UUID event, int attempts, String reason)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
