package dev.postern.gateway.login;

import dev.postern.events.state.ContainerState;

/** Where a login leads. */
public sealed interface Destination {

  /** To the menu of the key's account. */
  record Menu() implements Destination {}

  /** Directly into a container. */
  record Direct(ContainerState container) implements Destination {}

  /** Not let in; the sentence says what to do. */
  record Denied(Refusal refusal) implements Destination {}
}
