package dev.postern.credential.registration;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer.Reach;
import dev.postern.credential.credential.CredentialRequest;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.credential.Kind;
import dev.postern.credential.listing.ContainerView;
import dev.postern.credential.listing.Listing;
import dev.postern.credential.publishing.Publisher;
import dev.postern.credential.signin.Caller;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.Runtime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Started, stopped, recreated: in the caller's transaction. */
@ApplicationScoped
class RuntimeChange {

  private final Containers containers;
  private final Credentials credentials;
  private final Publisher publisher;
  private final Listing listing;
  private final Caller caller;

  RuntimeChange(
      Containers containers,
      Credentials credentials,
      Publisher publisher,
      Listing listing,
      Caller caller) {
    this.containers = containers;
    this.credentials = credentials;
    this.publisher = publisher;
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
        return details.runs() ? stop(details) : Uni.createFrom().voidItem();
      case RECREATED:
        return recreate(details, reach);
      default:
        return details.runs() && reach == null
            ? Uni.createFrom().voidItem()
            : start(details, reach);
    }
  }

  private Uni<Void> stop(ContainerDetails details) {
    return publisher
        .publish(new ContainerStopped(details.id(), details.account()))
        .chain(() -> containers.run(details.id(), Runtime.STOPPED));
  }

  private Uni<Void> start(ContainerDetails before, Reach reach) {
    return containers
        .start(before.id(), reach)
        .chain(() -> containers.find(before.id()))
        .chain(now -> publisher.publish(new ContainerStarted(now.id(), now.account(), now.sshd())))
        .chain(() -> credentials.hasten(before.id(), before.generation()));
  }

  /** Whatever password it had is gone with what it was: it gets a new one. */
  private Uni<Void> recreate(ContainerDetails before, Reach reach) {
    return containers
        .recreate(before.id(), reach)
        .chain(() -> containers.find(before.id()))
        .chain(
            now ->
                credentials
                    .request(
                        new CredentialRequest(now, Kind.RECREATION, null, caller.requestedBy()))
                    .chain(
                        credential ->
                            publisher.publish(
                                new ContainerRecreated(
                                    now.id(),
                                    now.account(),
                                    credential.generation(),
                                    now.sshd()))));
  }
}
