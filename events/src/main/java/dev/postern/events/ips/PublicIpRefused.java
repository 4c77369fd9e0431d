package dev.postern.events.ips;

import dev.postern.events.EventData;

/**
 * The platform's network cannot do what was last asked of it for the address.
 *
 * @param reason a word in capitals that the owner is shown
 */
public record PublicIpRefused(String address, String container, String reason)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
