package dev.postern.credential.listing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.SshHealth;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.GenerationState;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.Proof;
import dev.postern.events.containers.RuntimeStatus;
import java.time.Instant;
import java.util.List;

/**
 * A container in an answer.
 *
 * @param layer null where the container is in none
 * @param hostKeysVerified false where the fingerprint is the first one that was seen
 */
public record ContainerView(
    String id,
    String account,
    String name,
    String environment,
    String layer,
    RuntimeStatus runtime,
    @JsonProperty("notify") boolean notifyOwner,
    Credential credential,
    List<Address> addresses,
    List<String> hostKeys,
    boolean hostKeysVerified,
    SshHealth ssh,
    Instant createdAt) {

  /** Its latest password; a step that was not reached is null. */
  public record Credential(
      GenerationState state,
      long generation,
      String reason,
      Proof proof,
      Instant requestedAt,
      Instant applyingAt,
      Instant appliedAt,
      Instant notifiedAt,
      Instant finishedAt,
      Instant driftedAt,
      int attempts) {

    static Credential of(CredentialView view) {
      return new Credential(
          view.state(),
          view.generation(),
          view.reason(),
          view.proof(),
          view.requestedAt(),
          view.applyingAt(),
          view.appliedAt(),
          view.notifiedAt(),
          view.finishedAt(),
          view.driftedAt(),
          view.attempts());
    }
  }

  static ContainerView of(ContainerDetails c, CredentialView credential, List<Address> addresses) {
    return new ContainerView(
        c.id(),
        c.account(),
        c.name(),
        c.placement().environment(),
        c.placement().layer(),
        c.runtime(),
        c.options().notifyOwner(),
        Credential.of(credential),
        addresses,
        c.target().hostKeys(),
        c.setup().hostKeysVerified(),
        c.sshHealth(),
        c.createdAt());
  }
}
