package dev.postern.events.containers;

import dev.postern.events.EventData;

/**
 * The container is new under its old name: its host keys are pinned anew and {@code generation} is
 * on its way. {@code sshd} as in {@link ContainerRegistered}.
 */
public record ContainerRecreated(String container, String account, long generation, Address sshd)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
