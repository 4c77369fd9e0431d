package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.outbox.CausedEvent;
import java.util.UUID;

/**
 * That a container should get a password.
 *
 * @param batch the id of the batch of resets that it belongs to; null where it was requested alone
 * @param event the id of the event that says so; null where none does, or it is not known
 */
public record CredentialRequest(
    ContainerDetails container,
    GenerationCause cause,
    String batch,
    String requestedBy,
    UUID event) {

  CredentialRequest(
      ContainerDetails container, GenerationCause cause, String batch, String requestedBy) {
    this(container, cause, batch, requestedBy, null);
  }

  /** A reset that an owner asks for. */
  public static CredentialRequest reset(
      ContainerDetails container, String batch, String requestedBy) {
    return new CredentialRequest(container, GenerationCause.RESET, batch, requestedBy);
  }

  /** A reset is told of by an event of its own, which what follows from it names. */
  CredentialRequest announced() {
    return cause == GenerationCause.RESET
        ? new CredentialRequest(container, cause, batch, requestedBy, CausedEvent.nextId())
        : this;
  }

  /** A reset is always mailed: otherwise the owner could not log in. */
  boolean wantsSecret() {
    return cause == GenerationCause.RESET || container.options().notifyOwner();
  }
}
