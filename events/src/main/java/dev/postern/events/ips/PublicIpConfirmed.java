package dev.postern.events.ips;

import dev.postern.events.EventData;

/**
 * The platform's network makes the address answer for the container.
 *
 * @param port at which the container's sshd answers there
 */
public record PublicIpConfirmed(String address, String container, int port) implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
