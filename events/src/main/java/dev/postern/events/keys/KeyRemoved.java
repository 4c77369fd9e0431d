package dev.postern.events.keys;

import dev.postern.events.EventData;

/** The key no longer opens anything. */
public record KeyRemoved(String key, String account, String title, String fingerprint)
    implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
