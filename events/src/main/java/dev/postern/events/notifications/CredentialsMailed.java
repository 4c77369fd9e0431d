package dev.postern.events.notifications;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * The mail server accepted the mail with the password of this generation. {@code event} is the id
 * of the event that asked for it.
 */
public record CredentialsMailed(
    String container, String account, long generation, UUID event, int attempts)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
