package dev.postern.events.keys;

import dev.postern.events.EventData;

/**
 * Another account's keys no longer open the environment; see {@link EnvironmentShared} for the
 * fields.
 */
public record EnvironmentUnshared(String share, String account, String environment, String with)
    implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
