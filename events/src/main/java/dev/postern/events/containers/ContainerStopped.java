package dev.postern.events.containers;

import dev.postern.events.EventData;

/** The platform says that the container does not run. */
public record ContainerStopped(String container, String account) implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
