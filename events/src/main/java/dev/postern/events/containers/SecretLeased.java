package dev.postern.events.containers;

import dev.postern.events.EventData;

/**
 * A service took the sealed password to mail it; said each time. The actor is that service.
 *
 * @param secretRef names the sealed password; opens nothing
 */
public record SecretLeased(String container, String account, long generation, String secretRef)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
