package dev.postern.events.keys;

import dev.postern.events.EventData;

/**
 * What the policy allows of keys is this from now on; stored keys that it does not allow follow as
 * {@link KeyDisabled}.
 *
 * @param policy which one: {@code keys}
 * @param rsaMinimumBits the smallest RSA key
 * @param maximumPerAccount how many keys an account may have
 * @param blocklist SHA-256 of the operator's blocklist, in hexadecimal; null where there is only
 *     the bundled one
 */
public record PolicyChanged(
    String policy, int rsaMinimumBits, int maximumPerAccount, String blocklist)
    implements EventData {

  @Override
  public String topicKey() {
    return policy;
  }
}
