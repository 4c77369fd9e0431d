package dev.postern.events.keys;

import dev.postern.events.EventData;

/**
 * An environment may be entered with another account's keys too.
 *
 * @param share the share's id
 * @param account the account that owns the environment
 * @param environment its name; it may have no container yet
 * @param with the account whose keys open it
 */
public record EnvironmentShared(String share, String account, String environment, String with)
    implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
