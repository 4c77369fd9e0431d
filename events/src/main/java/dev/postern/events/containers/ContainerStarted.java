package dev.postern.events.containers;

import dev.postern.events.EventData;

/** The platform says that the container runs. {@code sshd} as in {@link ContainerRegistered}. */
public record ContainerStarted(String container, String account, Address sshd)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
