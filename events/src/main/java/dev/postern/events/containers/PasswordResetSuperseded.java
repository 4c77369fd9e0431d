package dev.postern.events.containers;

import dev.postern.events.EventData;

/** A later generation was applied before the mail of this one left; this one's secret is gone. */
public record PasswordResetSuperseded(
    String container, String account, long generation, long supersededBy) implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
