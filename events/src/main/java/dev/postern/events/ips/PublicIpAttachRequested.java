package dev.postern.events.ips;

import dev.postern.events.Addition;
import dev.postern.events.EventData;
import java.time.Instant;

/**
 * The address was taken for the container, which holds it from now on; the network shall make it
 * answer.
 *
 * @param primary whether it is the first of its family
 * @param heldFrom when it began to, as the ledger has it; null where an earlier version published
 *     it
 */
public record PublicIpAttachRequested(
    String address,
    Family family,
    String container,
    String account,
    boolean primary,
    @Addition Instant heldFrom)
    implements EventData {

  @Override
  public String topicKey() {
    return address;
  }
}
