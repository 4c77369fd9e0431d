package dev.postern.events.containers;

import dev.postern.events.EventData;

/**
 * The service that mailed the sealed password says so: it is destroyed.
 *
 * @param secretRef names the sealed password; opens nothing
 */
public record SecretAcknowledged(
    String container, String account, long generation, String secretRef) implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
