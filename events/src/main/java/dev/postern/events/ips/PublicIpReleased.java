package dev.postern.events.ips;

import dev.postern.events.EventData;

/** The quarantine is over; the address is free. */
public record PublicIpReleased(String address, Family family) implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
