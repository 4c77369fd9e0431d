package dev.postern.notification.mail;

import dev.postern.events.keys.KeyDisabled;

/** What a mail about a key that the policy no longer allows says: stored with its job. */
public record KeyDisabledFacts(
    String account, String title, String fingerprint, KeyDisabled.Reason reason) {

  public static KeyDisabledFacts of(KeyDisabled event) {
    return new KeyDisabledFacts(
        event.account(), event.title(), event.fingerprint(), event.reason());
  }
}
