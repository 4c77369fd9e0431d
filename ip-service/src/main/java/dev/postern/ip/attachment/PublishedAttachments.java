package dev.postern.ip.attachment;

import dev.postern.events.Event;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.ips.PublicIpReleased;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.container.KnownContainers;
import dev.postern.ip.ledger.PublishedTenures;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes the attachments of a restored database what was published, in the caller's transaction.
 * Nothing is published again. The events of an address come in their order, those of two addresses
 * do not.
 */
@ApplicationScoped
public class PublishedAttachments {

  private static final String OTHERS_OF_CONTAINER =
      " where container = :container and family = :family and address <> :address and lead and state"
          + " in ('ATTACHING', 'ATTACHED')";

  private static final String STEP_DOWN =
      "update attachment set lead = false"
          + OTHERS_OF_CONTAINER
          + " and taken_at <= cast(cast(:at as text) as timestamptz)";

  private static final String IS_LED =
      "select exists (select 1 from attachment" + OTHERS_OF_CONTAINER + ")";

  private static final String OF_NOBODY =
      """
      select distinct c.id from known_container c join attachment a on a.container = c.id
      where c.deleted and a.state in ('ATTACHING', 'ATTACHED') order by c.id
      """;

  private final AttachmentRepository repository;
  private final PublishedTenures tenures;
  private final KnownContainers containers;

  PublishedAttachments(
      AttachmentRepository repository, PublishedTenures tenures, KnownContainers containers) {
    this.repository = repository;
    this.tenures = tenures;
    this.containers = containers;
  }

  public Uni<Void> taken(PublicIpAttachRequested said, Event<?> event) {
    Instant at = moment(said.heldFrom(), event);
    return containers
        .mentioned(said.container(), said.account())
        .chain(
            container ->
                hold(
                    new Attachment(said.address(), said.family()),
                    new Held(container, said.primary(), at),
                    event));
  }

  /** How a container holds an address from a moment on. */
  private record Held(KnownContainer container, boolean primary, Instant from) {}

  public Uni<Void> moved(PublicIpMoved said, Event<?> event) {
    Instant at = moment(said.heldFrom(), event);
    return tenures
        .end(said.address(), at)
        .chain(() -> containers.mentioned(said.container(), said.account()))
        .chain(
            container ->
                hold(
                    new Attachment(said.address(), said.family()),
                    new Held(container, said.primary(), at),
                    event))
        .chain(() -> containers.count(said.previousContainer()));
  }

  /** Once: what is told again may have changed since. */
  private Uni<Void> hold(Attachment fresh, Held held, Event<?> event) {
    KnownContainer by = held.container();
    return tenures
        .begin(fresh.address, by.id(), by.account(), held.from())
        .chain(isNew -> isNew ? take(fresh, held, event) : Uni.createFrom().voidItem());
  }

  private Uni<Void> take(Attachment fresh, Held held, Event<?> event) {
    return leads(fresh, held)
        .chain(
            leads ->
                repository
                    .locked(fresh.address)
                    .chain(found -> store(found == null ? fresh : found, leads, held, event)))
        .chain(() -> containers.count(held.container().id()));
  }

  private static Uni<Void> store(Attachment attachment, boolean leads, Held held, Event<?> event) {
    attachment.hold(held.container(), leads, held.from());
    attachment.isDecidedBy(event);
    return Panache.getSession().chain(s -> s.persist(attachment).chain(s::flush));
  }

  /**
   * A container has one primary. Of two that were told so, the one of before has left, which is not
   * told yet.
   */
  private static Uni<Boolean> leads(Attachment attachment, Held held) {
    if (!held.primary()) {
      return Uni.createFrom().item(false);
    }
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(STEP_DOWN)
                    .setParameter("container", held.container().id())
                    .setParameter("family", attachment.family.name())
                    .setParameter("address", attachment.address)
                    .setParameter("at", held.from().toString())
                    .executeUpdate()
                    .chain(
                        () ->
                            s.<Boolean>createNativeQuery(IS_LED)
                                .setParameter("container", held.container().id())
                                .setParameter("family", attachment.family.name())
                                .setParameter("address", attachment.address)
                                .getSingleResult()))
        .map(led -> !led);
  }

  public Uni<Void> answers(PublicIpAttached said, Event<?> event) {
    return change(
        said.address(),
        said.container(),
        attachment -> {
          if (attachment.state == AttachmentState.ATTACHING) {
            attachment.become(AttachmentState.ATTACHED);
            attachment.attachedAt = event.time();
            attachment.port = said.port();
          }
        });
  }

  public Uni<Void> leaves(PublicIpDetachRequested said, Event<?> event) {
    return change(
            said.address(),
            said.container(),
            attachment -> {
              if (attachment.state.isLive()) {
                attachment.become(AttachmentState.DETACHING);
                attachment.isDecidedBy(event);
              }
            })
        .chain(() -> containers.count(said.container()));
  }

  public Uni<Void> left(PublicIpDetached said, Event<?> event) {
    return tenures
        .end(said.address(), moment(said.heldUntil(), event))
        .chain(
            () ->
                change(
                    said.address(),
                    said.container(),
                    attachment -> {
                      if (attachment.state != AttachmentState.QUARANTINED) {
                        attachment.state = AttachmentState.QUARANTINED;
                        attachment.quarantinedUntil = said.quarantinedUntil();
                      }
                    }))
        .chain(() -> containers.count(said.container()));
  }

  /** Only from quarantine: what is told again may be held by another container by now. */
  public Uni<Void> released(PublicIpReleased said) {
    return Panache.getSession()
        .chain(
            s ->
                s.createMutationQuery(
                        "delete from Attachment where address = :address and state = QUARANTINED")
                    .setParameter("address", said.address())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Deleted containers of which it was not told that they let go of all their addresses. */
  public Uni<List<String>> containersThatAreGone() {
    return Panache.getSession().chain(s -> s.<String>createNativeQuery(OF_NOBODY).getResultList());
  }

  private Uni<Void> change(String address, String container, Consumer<Attachment> change) {
    return repository
        .locked(address)
        .invoke(
            found -> {
              if (found != null && Objects.equals(found.container, container)) {
                change.accept(found);
              }
            })
        .chain(() -> Panache.getSession().chain(s -> s.flush()));
  }

  /** As the ledger has it, else by the event's own time, which is of the same transaction. */
  private static Instant moment(Instant said, Event<?> event) {
    return said == null ? event.time() : said;
  }
}
