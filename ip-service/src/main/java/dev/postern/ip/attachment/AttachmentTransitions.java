package dev.postern.ip.attachment;

import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpReleased;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.ledger.Ledger;
import dev.postern.ip.pool.FreeAddresses;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Stores what the network achieved, with its event, each in a transaction of its own or the
 * caller's. An attachment that was changed meanwhile, or is another container's by now, is left
 * alone: the next pass sees it.
 */
@ApplicationScoped
public class AttachmentTransitions {

  private static final Logger LOG = Logger.getLogger(AttachmentTransitions.class);

  private final AttachmentRepository repository;
  private final Ledger ledger;
  private final FreeAddresses free;
  private final OutboxEmitter outbox;
  private final AttachmentConfig config;

  AttachmentTransitions(
      AttachmentRepository repository,
      Ledger ledger,
      FreeAddresses free,
      OutboxEmitter outbox,
      AttachmentConfig config) {
    this.repository = repository;
    this.ledger = ledger;
    this.free = free;
    this.outbox = outbox;
    this.config = config;
  }

  /** The address answers for the container: {@code ATTACHING} becomes {@code ATTACHED}. */
  public Uni<Void> confirmAttached(String address, String container, int port) {
    return changing(
        address,
        container,
        attachment -> {
          if (attachment.state != AttachmentState.ATTACHING) {
            attachment.reason = null;
            return Uni.createFrom().voidItem();
          }
          attachment.become(AttachmentState.ATTACHED);
          attachment.attachedAt = Instant.now();
          attachment.port = port;
          LOG.infof(
              "Address answers address=%s container=%s account=%s",
              address, attachment.container, attachment.account);
          return outbox.send(attached(attachment));
        });
  }

  private static PublicIpAttached attached(Attachment attachment) {
    return new PublicIpAttached(
        attachment.address,
        attachment.port,
        attachment.family,
        attachment.container,
        attachment.account,
        attachment.primary);
  }

  /** What was asked for cannot be done now; said once per reason. */
  public Uni<Void> refused(String address, String container, String reason) {
    return changing(
        address,
        container,
        attachment -> {
          if (attachment.state != AttachmentState.QUARANTINED
              && !Objects.equals(attachment.reason, reason)) {
            attachment.reason = reason;
            LOG.warnf(
                "Address is not as it should be address=%s container=%s account=%s reason=%s",
                address, attachment.container, attachment.account, reason);
          }
          return Uni.createFrom().voidItem();
        });
  }

  /** The address no longer answers: {@code DETACHING} becomes {@code QUARANTINED}. */
  public Uni<Void> confirmDetached(String address, String container) {
    return changing(
        address,
        container,
        attachment -> {
          if (attachment.state != AttachmentState.DETACHING) {
            return Uni.createFrom().voidItem();
          }
          attachment.become(AttachmentState.QUARANTINED);
          attachment.quarantinedUntil = Instant.now().plus(config.quarantine());
          LOG.infof(
              "Address detached address=%s container=%s account=%s",
              address, attachment.container, attachment.account);
          return ledger.end(address).chain(end -> outbox.send(detached(attachment, end)));
        });
  }

  private static PublicIpDetached detached(Attachment attachment, Instant heldUntil) {
    return new PublicIpDetached(
        attachment.address,
        attachment.family,
        attachment.container,
        attachment.account,
        attachment.quarantinedUntil,
        heldUntil);
  }

  /** The quarantine is over: the address is free. */
  Uni<Void> release(String address) {
    return changing(
        address,
        null,
        attachment -> {
          if (attachment.state != AttachmentState.QUARANTINED
              || attachment.quarantinedUntil.isAfter(Instant.now())) {
            return Uni.createFrom().voidItem();
          }
          LOG.infof(
              "Address released address=%s container=%s account=%s",
              address, attachment.container, attachment.account);
          return Panache.getSession()
              .chain(s -> delete(s, attachment))
              .chain(
                  () ->
                      attachment.pool == null
                          ? Uni.createFrom().voidItem()
                          : free.giveBack(HostAddress.parse(address), attachment.pool))
              .chain(() -> outbox.send(new PublicIpReleased(address, attachment.family)));
        });
  }

  /** By statement: {@code Session.remove} mixes up the transactions of two event loops. */
  private static Uni<Void> delete(Mutiny.Session s, Attachment attachment) {
    s.detach(attachment);
    return s.createMutationQuery("delete from Attachment where address = :address")
        .setParameter("address", attachment.address)
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * @param container whose it must be; null for any
   */
  private Uni<Void> changing(
      String address, String container, Function<Attachment, Uni<Void>> change) {
    return Panache.withTransaction(
        () ->
            repository
                .locked(address)
                .chain(
                    found ->
                        found == null || (container != null && !container.equals(found.container))
                            ? Uni.createFrom().voidItem()
                            : change.apply(found)));
  }
}
