package dev.postern.events.ips;

import dev.postern.events.EventData;
import java.time.Instant;

/** The address no longer answers. Nobody gets it before {@code quarantinedUntil}. */
public record PublicIpDetached(
    String address, Family family, String container, String account, Instant quarantinedUntil)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
