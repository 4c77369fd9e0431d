package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.identity.Scope;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.container.KnownContainers;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Decides which address is whose, in the caller's transaction. The {@link Reconciler} makes the
 * network agree with it.
 *
 * <p>Locks are taken in one order everywhere: container, quota, the container's attachments, range
 * of free addresses.
 */
@ApplicationScoped
public class Attachments {

  private final AttachmentRepository repository;
  private final KnownContainers containers;
  private final BatchAttachments batches;
  private final QuotaCheck quota;
  private final OutboxEmitter outbox;

  Attachments(
      AttachmentRepository repository,
      KnownContainers containers,
      BatchAttachments batches,
      QuotaCheck quota,
      OutboxEmitter outbox) {
    this.repository = repository;
    this.containers = containers;
    this.batches = batches;
    this.quota = quota;
    this.outbox = outbox;
  }

  /** Attaches one more address, whichever is free. */
  Uni<Attachment> attach(AttachRequest request) {
    return attach(request, Optional.empty());
  }

  /**
   * @param chosen exactly this address; empty for any
   * @return fails as {@link BatchAttachments#attachOne} does
   */
  Uni<Attachment> attach(AttachRequest request, Optional<HostAddress> chosen) {
    return batches.attachOne(request, chosen);
  }

  /**
   * Takes the address from its container, which lowers the container's target. No effect where that
   * was asked for already.
   *
   * @return fails with 404 where it is not the account's, with 409 where it is the primary and not
   *     the last
   */
  Uni<Attachment> detach(String address, Scope scope) {
    return repository
        .containerOf(address)
        .onItem()
        .ifNull()
        .failWith(Attachments::noAddress)
        .chain(id -> containers.locked(id, scope))
        .onFailure(Problem.class)
        .transform(gone -> noAddress())
        .chain(container -> repository.locked(address).chain(a -> detach(a, container)));
  }

  static Problem noAddress() {
    return Problem.notFound("There is no attached address of this name.");
  }

  private Uni<Attachment> detach(Attachment attachment, KnownContainer container) {
    if (attachment == null || !attachment.container.equals(container.id())) {
      return Uni.createFrom().failure(noAddress());
    }
    if (!attachment.state.isLive()) {
      return Uni.createFrom().item(attachment);
    }
    return repository
        .liveLocked(container.id(), attachment.family)
        .invoke(live -> refusePrimaryBeforeOthers(attachment, live))
        .invoke(live -> container.setTarget(attachment.family, live.size() - 1))
        .chain(() -> startDetaching(attachment));
  }

  static void refusePrimaryBeforeOthers(Attachment attachment, List<Attachment> live) {
    if (attachment.primary && live.size() > 1) {
      throw Problem.conflict(
          "primary-address",
          "The primary address leaves last. Detach or move the container's other addresses of this"
              + " family first.");
    }
  }

  private Uni<Attachment> startDetaching(Attachment attachment) {
    attachment.leave();
    return outbox
        .send(
            attachment.causationId,
            new PublicIpDetachRequested(
                attachment.address, attachment.family, attachment.container, attachment.account))
        .replaceWith(attachment);
  }

  /**
   * Sets how many addresses the container should have; those beyond leave, the newest first.
   *
   * @return fails with 409 where it is more than the quota allows
   */
  Uni<Void> setCount(String containerId, Scope scope, Family family, int count) {
    return containers
        .locked(containerId, scope)
        .call(container -> quota.target(container, family, count))
        .invoke(container -> container.setTarget(family, count))
        .chain(container -> shrink(containerId, family, count));
  }

  /** Takes everything from a container that is gone. */
  public Uni<Void> detachAll(String containerId) {
    return shrink(containerId, Family.IPV4, 0).chain(() -> shrink(containerId, Family.IPV6, 0));
  }

  private Uni<Void> shrink(String containerId, Family family, int count) {
    return repository
        .liveLocked(containerId, family)
        .chain(live -> startDetaching(leaving(live, count)));
  }

  /** The primary is never among them while one stays: it would leave last. */
  private static List<Attachment> leaving(List<Attachment> newestFirst, int stay) {
    List<Attachment> primaryLast =
        newestFirst.stream().sorted((a, b) -> Boolean.compare(a.primary, b.primary)).toList();
    return primaryLast.subList(0, Math.max(0, primaryLast.size() - stay));
  }

  private Uni<Void> startDetaching(List<Attachment> leaving) {
    return Multi.createFrom()
        .iterable(leaving)
        .onItem()
        .transformToUniAndConcatenate(this::startDetaching)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
