package dev.postern.events.ips;

import dev.postern.events.EventData;

/** The platform's network no longer answers at the address. */
public record PublicIpReleaseConfirmed(String address, String container) implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
