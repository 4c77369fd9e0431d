package dev.postern.events.ips;

import dev.postern.events.EventData;

/**
 * The address went from one container to another of the account, without quarantine; the network
 * shall make it answer there.
 *
 * @param container holds it from now on
 * @param primary whether it is the new holder's first of its family
 */
public record PublicIpMoved(
    String address,
    Family family,
    String container,
    String previousContainer,
    String account,
    boolean primary)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
