package dev.postern.credential.passwordreset;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialRequest;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.limits.ResetLimit;
import dev.postern.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The reset of one container, in the caller's transaction. */
@ApplicationScoped
class ResetService {

  private final Containers containers;
  private final Credentials credentials;
  private final ResetLimit limit;
  private final Caller caller;

  ResetService(Containers containers, Credentials credentials, ResetLimit limit, Caller caller) {
    this.containers = containers;
    this.credentials = credentials;
    this.limit = limit;
    this.caller = caller;
  }

  /** Call it before the first reset of a transaction. */
  Uni<Void> begin() {
    return limit.queue(caller.account());
  }

  /**
   * @param batch the id of the batch; null for a single reset
   */
  Uni<ResetResult> request(String container, String batch) {
    return containers
        .lock(container, caller.changing())
        .chain(
            details ->
                details == null
                    ? Uni.createFrom().item(ResetResult.NOT_FOUND)
                    : requestWithinLimit(details, batch));
  }

  private Uni<ResetResult> requestWithinLimit(ContainerDetails details, String batch) {
    return limit
        .waitFor(details.id(), details.account(), caller.account())
        .chain(
            wait ->
                wait.isPresent()
                    ? Uni.createFrom().item(ResetResult.tooMany(wait.get()))
                    : request(details, batch).map(ResetResult::requested));
  }

  private Uni<CredentialView> request(ContainerDetails details, String batch) {
    return credentials.request(CredentialRequest.reset(details, batch, caller.account()));
  }
}
