package dev.postern.credential.passwordreset;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialRequest;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.credential.GenerationCause;
import dev.postern.credential.limits.ResetLimit;
import dev.postern.credential.listing.Listing;
import dev.postern.identity.Caller;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

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

  /** Comes before the first reset of a transaction. */
  Uni<Void> begin() {
    return limit.queue(caller.account());
  }

  /**
   * @param batch the id of the set; null for a single one
   * @return fails with the problem 404 or 429
   */
  Uni<CredentialView> of(String container, String batch) {
    return containers
        .lock(container)
        .map(details -> Listing.visible(caller.changing(), details))
        .call(
            details ->
                limit
                    .waitFor(details.id(), details.account(), caller.account())
                    .invoke(ResetService::refuse))
        .chain(details -> request(details, batch));
  }

  private Uni<CredentialView> request(ContainerDetails details, String batch) {
    return credentials.request(
        new CredentialRequest(details, GenerationCause.RESET, batch, caller.account()));
  }

  private static void refuse(Optional<Duration> wait) {
    if (wait.isPresent()) {
      throw Problem.tooManyRequests(
          "Passwords of this container or account were reset too often: try again later.",
          wait.get());
    }
  }
}
