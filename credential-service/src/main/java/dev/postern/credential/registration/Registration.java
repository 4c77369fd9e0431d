package dev.postern.credential.registration;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer;
import dev.postern.credential.container.NewContainer.Reach;
import dev.postern.credential.credential.CredentialRequest;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.credential.Kind;
import dev.postern.credential.listing.ContainerView;
import dev.postern.credential.listing.Listing;
import dev.postern.credential.publishing.Publisher;
import dev.postern.credential.signin.Caller;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** Registers and deletes containers, in the caller's transaction. */
@ApplicationScoped
class Registration {

  private static final Logger LOG = Logger.getLogger(Registration.class);

  private final Containers containers;
  private final Credentials credentials;
  private final Publisher publisher;
  private final Listing listing;
  private final Caller caller;

  Registration(
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
   * @return fails with the problem 409 where the account has a container of that name
   */
  Uni<ContainerView> register(RegistrationRequest request, Reach reach) {
    return containers
        .isNameTaken(request.account(), request.name())
        .invoke(Registration::refuseTaken)
        .chain(() -> add(request.container(caller.requestedBy(), reach)))
        .chain(this::begin)
        .chain(id -> listing.one(caller.reading(), id));
  }

  private static void refuseTaken(boolean taken) {
    if (taken) {
      throw nameTaken();
    }
  }

  private Uni<ContainerDetails> add(NewContainer data) {
    return containers
        .add(data)
        .onFailure(ConstraintViolationException.class)
        .transform(raced -> nameTaken());
  }

  private Uni<String> begin(ContainerDetails details) {
    LOG.infof("Registered container=%s account=%s", details.id(), details.account());
    return credentials
        .request(new CredentialRequest(details, Kind.CREATION, null, details.requestedBy()))
        .chain(credential -> publisher.publish(registered(details, credential.generation())))
        .chain(() -> containers.publishState(details.id()))
        .replaceWith(details.id());
  }

  private static ContainerRegistered registered(ContainerDetails c, long generation) {
    return new ContainerRegistered(
        c.id(),
        c.account(),
        c.name(),
        c.environment(),
        c.layer(),
        c.runtime(),
        generation,
        c.notifyOwner(),
        c.publicIps(),
        c.requestedBy(),
        c.sshd());
  }

  /** Its secrets become unreadable, its name free. */
  Uni<Void> delete(String id) {
    return containers
        .lock(id)
        .map(details -> Listing.visible(caller.changing(), details))
        .chain(this::delete);
  }

  private Uni<Void> delete(ContainerDetails details) {
    LOG.infof("Deleted container=%s account=%s", details.id(), details.account());
    return credentials
        .forget(details)
        .chain(
            () ->
                publisher.publish(
                    new ContainerDeleted(
                        details.id(),
                        details.account(),
                        details.name(),
                        details.environment(),
                        details.layer())))
        .chain(() -> containers.delete(details.id()));
  }

  private static Problem nameTaken() {
    return Problem.conflict(
        "name-taken", "The account has a container of that name: choose another, or delete it.");
  }
}
