package dev.postern.events.ips;

import dev.postern.events.Addition;
import dev.postern.events.EventData;
import java.time.Instant;

/**
 * The address went from one container to another of the account, without quarantine; the network
 * shall make it answer there.
 *
 * @param container holds it from now on
 * @param primary whether it is the new holder's first of its family
 * @param heldFrom when it began to hold it and the one before ceased to, as the ledger has it; null
 *     where an earlier version published it
 */
public record PublicIpMoved(
    String address,
    Family family,
    String container,
    String previousContainer,
    String account,
    boolean primary,
    @Addition Instant heldFrom)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
