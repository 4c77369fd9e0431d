package dev.postern.events.ips;

import dev.postern.events.EventData;

/** The address is being taken from the container. */
public record PublicIpDetachRequested(
    String address, Family family, String container, String account) implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
