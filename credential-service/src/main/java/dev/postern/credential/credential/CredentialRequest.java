package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;

/**
 * That a container should get a password.
 *
 * @param batch the id of the batch of resets that it belongs to; null where it was requested alone
 */
public record CredentialRequest(
    ContainerDetails container, GenerationCause cause, String batch, String requestedBy) {

  /** A reset is always mailed: otherwise the owner could not log in. */
  boolean wantsSecret() {
    return cause == GenerationCause.RESET || container.options().notifyOwner();
  }
}
