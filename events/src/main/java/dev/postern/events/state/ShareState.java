package dev.postern.events.state;

/**
 * An environment that another account's keys open too.
 *
 * @param owner the account that owns the environment
 * @param with the account whose keys open it
 */
public record ShareState(String owner, String environment, String with) implements StateValue {

  @Override
  public String topicKey() {
    return owner + "/" + environment + "/" + with;
  }
}
