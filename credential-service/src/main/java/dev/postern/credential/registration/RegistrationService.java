package dev.postern.credential.registration;

import dev.postern.credential.access.Target;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer;
import dev.postern.credential.listing.ContainerView;
import dev.postern.credential.listing.Listing;
import dev.postern.identity.Caller;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.exception.ConstraintViolationException;

/** Registers and deletes containers as a caller asks, in the caller's transaction. */
@ApplicationScoped
class RegistrationService {

  private final Containers containers;
  private final ContainerLifecycle lifecycle;
  private final Listing listing;
  private final Caller caller;

  RegistrationService(
      Containers containers, ContainerLifecycle lifecycle, Listing listing, Caller caller) {
    this.containers = containers;
    this.lifecycle = lifecycle;
    this.listing = listing;
    this.caller = caller;
  }

  /**
   * @return fails with the problem 409 where the account has a container of that name
   */
  Uni<ContainerView> register(RegistrationRequest request, Target target) {
    return containers
        .isNameTaken(request.account(), request.name())
        .invoke(RegistrationService::refuseTaken)
        .chain(() -> begin(request.container(caller.account(), target)))
        .chain(details -> listing.one(caller.reading(), details.id()));
  }

  private static void refuseTaken(boolean taken) {
    if (taken) {
      throw nameTaken();
    }
  }

  private Uni<ContainerDetails> begin(NewContainer data) {
    return lifecycle
        .begin(data)
        .onFailure(ConstraintViolationException.class)
        .transform(raced -> nameTaken());
  }

  Uni<Void> delete(String id) {
    return containers
        .lock(id)
        .map(details -> Listing.visible(caller.changing(), details))
        .chain(lifecycle::end);
  }

  private static Problem nameTaken() {
    return Problem.conflict(
        "name-taken", "The account has a container of that name: choose another, or delete it.");
  }
}
