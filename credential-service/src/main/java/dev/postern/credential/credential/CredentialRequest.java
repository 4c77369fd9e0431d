package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;

/**
 * That a container shall get a password.
 *
 * @param batch the id of the set that it was asked for with; null where it was asked for alone
 */
public record CredentialRequest(
    ContainerDetails container, GenerationCause cause, String batch, String requestedBy) {

  /** A reset is always mailed: without its mail nobody could log in. */
  boolean wantsSecret() {
    return cause == GenerationCause.RESET || container.notifyOwner();
  }
}
