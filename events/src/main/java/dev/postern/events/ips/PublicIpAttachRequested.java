package dev.postern.events.ips;

import dev.postern.events.EventData;

/**
 * The address was taken for the container, which holds it from now on; the network shall make it
 * answer.
 *
 * @param primary whether it is the first of its family
 */
public record PublicIpAttachRequested(
    String address, Family family, String container, String account, boolean primary)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
