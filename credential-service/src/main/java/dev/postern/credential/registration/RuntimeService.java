package dev.postern.credential.registration;

import dev.postern.credential.access.Target;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.listing.ContainerView;
import dev.postern.credential.listing.Listing;
import dev.postern.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Started, stopped, recreated, as a caller says: in the caller's transaction. */
@ApplicationScoped
class RuntimeService {

  private final Containers containers;
  private final ContainerLifecycle lifecycle;
  private final Listing listing;
  private final Caller caller;

  RuntimeService(
      Containers containers, ContainerLifecycle lifecycle, Listing listing, Caller caller) {
    this.containers = containers;
    this.lifecycle = lifecycle;
    this.listing = listing;
    this.caller = caller;
  }

  /**
   * @param target null where it is reached as before
   */
  Uni<ContainerView> change(String id, RuntimeRequest.Status status, Target target) {
    return containers
        .lock(id)
        .map(details -> Listing.visible(caller.changing(), details))
        .chain(details -> change(details, status, target))
        .chain(() -> listing.one(caller.reading(), id));
  }

  private Uni<Void> change(ContainerDetails details, RuntimeRequest.Status status, Target target) {
    return switch (status) {
      case RUNNING -> lifecycle.start(details, target);
      case STOPPED -> lifecycle.stop(details);
      case RECREATED -> lifecycle.recreate(details, target, caller.account());
    };
  }
}
