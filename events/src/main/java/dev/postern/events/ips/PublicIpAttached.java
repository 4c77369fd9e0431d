package dev.postern.events.ips;

import dev.postern.events.EventData;

/**
 * The address answers for the container.
 *
 * @param port at which the container's sshd answers there
 * @param primary whether it is the first of its family
 */
public record PublicIpAttached(
    String address, int port, Family family, String container, String account, boolean primary)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
