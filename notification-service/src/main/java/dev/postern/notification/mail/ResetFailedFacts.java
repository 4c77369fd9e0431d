package dev.postern.notification.mail;

import dev.postern.events.containers.PasswordResetFailed;

/** What a mail about a password that could not be set says: stored with its job. */
public record ResetFailedFacts(
    String account, String container, String name, long generation, String reason) {

  public static ResetFailedFacts of(PasswordResetFailed event) {
    return new ResetFailedFacts(
        event.account(), event.container(), event.name(), event.generation(), event.reason());
  }
}
