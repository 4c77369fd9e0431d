package dev.postern.gateway.login;

import dev.postern.events.state.ContainerState;

/** Where a login leads. */
public sealed interface Destination {

  /** To the menu of the key's account. */
  record Menu() implements Destination {}

  /** Straight into a container. */
  record Straight(ContainerState container) implements Destination {}

  /** Nowhere; the sentence says what to do. */
  record Nowhere(Refusal refusal) implements Destination {}
}
