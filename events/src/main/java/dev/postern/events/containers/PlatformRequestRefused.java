package dev.postern.events.containers;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * What the platform said of a container was refused; nothing was done.
 *
 * @param ref the key of the platform's record
 * @param event the record's {@code ce_id}; null where it had none that is one
 * @param type the record's {@code ce_type}; null where the catalogue has none of that name
 * @param field the field that was refused, such as {@code access.host}; null where it is none alone
 * @param reason in words that quote nothing of the record
 */
public record PlatformRequestRefused(
    String ref, UUID event, String type, String field, String reason) implements EventData {

  @Override
  public String topicKey() {
    return ref;
  }
}
