package dev.postern.events.notifications;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * The new address agreed: the account's mails go there from now on. Addresses are as in {@link
 * ContactChanged}.
 *
 * @param change the id of the change, which is that of its {@link ContactChanged}
 * @param previous the address until now; null where there was none
 * @param next the address from now on
 * @param locale a tag of BCP 47
 */
public record ContactConfirmed(
    String account, UUID change, String previous, String next, String locale) implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
