package dev.postern.notification.mail;

import dev.postern.events.keys.KeyAdded;

/** What a mail about a new key says: stored with its job. */
public record KeyFacts(String account, String title, String type, int bits, String fingerprint) {

  public static KeyFacts of(KeyAdded event) {
    return new KeyFacts(
        event.account(), event.title(), event.type(), event.bits(), event.fingerprint());
  }
}
