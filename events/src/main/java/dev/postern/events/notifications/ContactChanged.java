package dev.postern.events.notifications;

import dev.postern.events.EventData;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody asked for another address or language of the account's mails; what waits for a
 * confirmation counts once that came. An address is there as HMAC-SHA-256 in hexadecimal, under a
 * key that is not in the log: two that are the same can be told, and none can be read.
 *
 * @param change the id of the change that waits for its confirmation; null where it counts at once
 * @param previous the address until now; null where there was none
 * @param next the address that was asked for
 * @param locale a tag of BCP 47
 * @param confirmBy until when the new address may agree; null where it counts at once
 */
public record ContactChanged(
    String account, UUID change, String previous, String next, String locale, Instant confirmBy)
    implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
