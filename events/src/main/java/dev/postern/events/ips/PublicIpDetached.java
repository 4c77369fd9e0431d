package dev.postern.events.ips;

import dev.postern.events.Addition;
import dev.postern.events.EventData;
import java.time.Instant;

/**
 * The address no longer answers. Nobody gets it before {@code quarantinedUntil}.
 *
 * @param container held it until now
 * @param heldUntil when it ceased to, as the ledger has it; null where an earlier version published
 *     it
 */
public record PublicIpDetached(
    String address,
    Family family,
    String container,
    String account,
    Instant quarantinedUntil,
    @Addition Instant heldUntil)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
