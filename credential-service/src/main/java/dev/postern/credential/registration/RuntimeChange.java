package dev.postern.credential.registration;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer.Reach;
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
   * @param reach null where it is reached as before
   */
  Uni<ContainerView> change(String id, RuntimeRequest.Status status, Reach reach) {
    return containers
        .lock(id)
        .map(details -> Listing.visible(caller.changing(), details))
        .chain(details -> change(details, status, reach))
        .chain(() -> listing.one(caller.reading(), id));
  }

  private Uni<Void> change(ContainerDetails details, RuntimeRequest.Status status, Reach reach) {
    switch (status) {
      case STOPPED:
        return life.stop(details);
      case RECREATED:
        return life.recreate(details, reach, caller.account());
      default:
        return life.start(details, reach);
    }
  }
}
