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
class RuntimeChange {

  private final Containers containers;
  private final ContainerLife life;
  private final Listing listing;
  private final Caller caller;

  RuntimeChange(Containers containers, ContainerLife life, Listing listing, Caller caller) {
    this.containers = containers;
    this.life = life;
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
      case RUNNING -> life.start(details, target);
      case STOPPED -> life.stop(details);
      case RECREATED -> life.recreate(details, target, caller.account());
    };
  }
}
