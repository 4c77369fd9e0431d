package dev.postern.events.containers;

import dev.postern.events.EventData;

/**
 * The sealed password was not mailed in time and is gone for good; the password still works, yet
 * nobody knows it.
 */
public record SecretExpired(String container, String account, long generation, String secretRef)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
