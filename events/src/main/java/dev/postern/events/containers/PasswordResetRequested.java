package dev.postern.events.containers;

import dev.postern.events.EventData;

/** Somebody asked for a new password. {@code batch} is null for a single reset. */
public record PasswordResetRequested(
    String container, String account, long generation, String batch, String requestedBy)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
