package dev.postern.events.keys;

import dev.postern.events.EventData;

/**
 * The policy no longer allows the key: it stays its owner's, and opens nothing any more.
 *
 * @param key the key's id
 * @param reason what the policy has against it
 */
public record KeyDisabled(
    String key, String account, String title, String fingerprint, Reason reason)
    implements EventData {

  /** What a policy has against a key that it allowed before. */
  public enum Reason {
    /** An RSA key of fewer bits than are needed now. */
    TOO_SHORT,
    /** Its private half is publicly known. */
    COMPROMISED
  }

  @Override
  public String topicKey() {
    return account;
  }
}
