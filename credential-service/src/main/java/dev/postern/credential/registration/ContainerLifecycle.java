package dev.postern.credential.registration;

import dev.postern.credential.access.Target;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer;
import dev.postern.credential.credential.CredentialRequest;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.credential.GenerationCause;
import dev.postern.credential.publishing.Publisher;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.outbox.CausedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What each step of a container's life changes and publishes, whether the API, an event or a pod
 * says so. In the caller's transaction, with the container's row locked where it exists already.
 */
@ApplicationScoped
public class ContainerLifecycle {

  private static final Logger LOG = Logger.getLogger(ContainerLifecycle.class);

  private final Containers containers;
  private final Credentials credentials;
  private final Publisher publisher;

  ContainerLifecycle(Containers containers, Credentials credentials, Publisher publisher) {
    this.containers = containers;
    this.credentials = credentials;
    this.publisher = publisher;
  }

  /**
   * @return fails with a constraint violation where the account has a container of that name
   */
  public Uni<ContainerDetails> begin(NewContainer data) {
    return begin(data, null);
  }

  /**
   * As {@link #begin(NewContainer)}, of a container that a platform announced.
   *
   * @param ref the platform's own name of it
   */
  Uni<ContainerDetails> begin(NewContainer data, String ref) {
    return containers.add(data).call(details -> begin(details, ref));
  }

  private Uni<Void> begin(ContainerDetails details, String ref) {
    LOG.infof("Registered container=%s account=%s", details.id(), details.account());
    UUID event = CausedEvent.nextId();
    return credentials
        .request(
            new CredentialRequest(
                details, GenerationCause.CREATION, null, details.options().requestedBy(), event))
        .chain(
            credential ->
                publisher.publish(event, registered(details, credential.generation(), ref)))
        .chain(() -> containers.publishState(details.id()));
  }

  private static ContainerRegistered registered(ContainerDetails c, long generation, String ref) {
    return new ContainerRegistered(
        c.id(),
        c.account(),
        c.name(),
        c.placement().environment(),
        c.placement().layer(),
        c.runtime(),
        generation,
        c.options().notifyOwner(),
        c.options().publicIps(),
        c.options().requestedBy(),
        c.sshd(),
        ref);
  }

  public Uni<Void> stop(ContainerDetails details) {
    return details.runs()
        ? publisher
            .publish(new ContainerStopped(details.id(), details.account()))
            .chain(() -> containers.run(details.id(), RuntimeStatus.STOPPED))
        : Uni.createFrom().voidItem();
  }

  /**
   * @param target null where it is reached as before
   */
  public Uni<Void> start(ContainerDetails before, Target target) {
    return before.runs() && target == null
        ? Uni.createFrom().voidItem()
        : containers
            .start(before.id(), target)
            .chain(() -> containers.find(before.id()))
            .chain(
                now -> publisher.publish(new ContainerStarted(now.id(), now.account(), now.sshd())))
            .chain(() -> credentials.retryNow(before.id(), before.generation()));
  }

  /**
   * Its old password is gone with its files: it gets a new one.
   *
   * @param target null where it is reached as before
   */
  Uni<Void> recreate(ContainerDetails before, Target target, String requestedBy) {
    UUID event = CausedEvent.nextId();
    return containers
        .recreate(before.id(), target)
        .chain(() -> containers.find(before.id()))
        .chain(
            now ->
                credentials
                    .request(
                        new CredentialRequest(
                            now, GenerationCause.RECREATION, null, requestedBy, event))
                    .chain(
                        credential ->
                            publisher.publish(event, recreated(now, credential.generation()))));
  }

  private static ContainerRecreated recreated(ContainerDetails c, long generation) {
    return new ContainerRecreated(c.id(), c.account(), generation, c.sshd());
  }

  /** Its secrets become unreadable, its name free. */
  public Uni<Void> end(ContainerDetails details) {
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
                        details.placement().environment(),
                        details.placement().layer())))
        .chain(() -> containers.delete(details.id()));
  }
}
