package dev.postern.events.containers;

import dev.postern.events.EventData;

/** The container is gone, and whatever was held for it. {@code layer} may be null. */
public record ContainerDeleted(
    String container, String account, String name, String environment, String layer)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
