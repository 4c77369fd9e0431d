package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.container.KnownContainers;
import dev.postern.ip.pool.FreeAddresses;
import dev.postern.ip.pool.TakenAddress;
import dev.postern.outbox.CausedEvent;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attaches addresses in the caller's one transaction, with the locks of {@link Attachments} in the
 * same order, and with a handful of statements however many requests there are.
 *
 * <p>A batch waits for no container, account or range of addresses that others have locked: such
 * requests stay open. A batch of one waits for all of them.
 */
@ApplicationScoped
class BatchAttachments {

  /** Where the addresses of a batch come from. */
  private interface AddressSource {

    /** At most {@code number} of the family. */
    Uni<List<TakenAddress>> take(Family family, int number);
  }

  private final BatchRepository repository;
  private final QuotaCheck quota;
  private final FreeAddresses free;
  private final OutboxEmitter outbox;

  BatchAttachments(
      BatchRepository repository, QuotaCheck quota, FreeAddresses free, OutboxEmitter outbox) {
    this.repository = repository;
    this.quota = quota;
    this.free = free;
    this.outbox = outbox;
  }

  /**
   * Attaches whichever addresses are free.
   *
   * @return what became of the requests; one stays open where its container is not there, where
   *     that or its account is locked, and where no address is free or to be had without waiting
   */
  Uni<BatchResult> attach(List<AttachRequest> requests) {
    BatchResult batch = BatchResult.open(requests);
    return repository
        .lockContainersWithoutWaiting(requests)
        .invoke(containers -> found(batch, containers))
        .chain(() -> quota.refuseBeyondWithoutWaiting(batch))
        .chain(() -> attach(batch, this::takeWithoutWaiting));
  }

  /**
   * A batch of one, which waits for what others have locked.
   *
   * @param chosen the address; empty for any
   * @return fails with 404 where the container is not there or another account's; with 409 where
   *     the quota is used up, no address is free, or the chosen one is not; with 429 where the
   *     account took too many in the last hour
   */
  Uni<Attachment> attachOne(AttachRequest request, Optional<HostAddress> chosen) {
    BatchResult batch = BatchResult.open(List.of(request));
    return repository
        .lockContainers(List.of(request))
        .invoke(BatchAttachments::refuseUnknown)
        .invoke(containers -> found(batch, containers))
        .chain(() -> quota.refuseBeyond(batch))
        .chain(() -> attach(batch, (family, one) -> takeOne(family, chosen)))
        .map(done -> attachedOrRefused(done.items().get(0)));
  }

  private static void refuseUnknown(Map<String, BatchRepository.Container> containers) {
    if (containers.isEmpty()) {
      throw KnownContainers.unknown();
    }
  }

  private static Attachment attachedOrRefused(BatchResult.Item item) {
    if (item.refusal() != null) {
      throw item.refusal();
    }
    return item.attached();
  }

  private Uni<BatchResult> attach(BatchResult batch, AddressSource addresses) {
    return take(batch, addresses).chain(() -> store(batch)).replaceWith(batch);
  }

  /** What is another account's is refused. */
  private static void found(BatchResult batch, Map<String, BatchRepository.Container> containers) {
    batch.found(containers);
    for (BatchResult.Item item : batch.decidable()) {
      if (!item.request().scope().includes(item.container().account())) {
        item.refuse(KnownContainers.unknown());
      }
    }
  }

  private Uni<Void> take(BatchResult batch, AddressSource addresses) {
    List<BatchResult.Item> items = batch.decidable();
    return items.isEmpty()
        ? Uni.createFrom().voidItem()
        : repository
            .live(BatchResult.containers(items))
            .chain(
                live ->
                    take(items, Family.IPV4, addresses, live)
                        .chain(() -> take(items, Family.IPV6, addresses, live)));
  }

  private Uni<Void> take(
      List<BatchResult.Item> all, Family family, AddressSource addresses, AddressCounts live) {
    List<BatchResult.Item> items =
        all.stream().filter(item -> item.request().family() == family).toList();
    return items.isEmpty()
        ? Uni.createFrom().voidItem()
        : addresses
            .take(family, items.size())
            .invoke(taken -> handOut(taken, items, live))
            .replaceWithVoid();
  }

  /** The first of the requests get the addresses; where these are too few, the others stay open. */
  private static void handOut(
      List<TakenAddress> taken, List<BatchResult.Item> items, AddressCounts live) {
    Iterator<BatchResult.Item> next = items.iterator();
    for (TakenAddress address : taken) {
      BatchResult.Item item = next.next();
      item.attach(attachment(address, item, live));
    }
  }

  private static Attachment attachment(
      TakenAddress taken, BatchResult.Item item, AddressCounts live) {
    BatchRepository.Container c = item.container();
    Family family = taken.address().family();
    boolean primary = live.of(c.account(), c.environment(), c.id(), family).byContainer() == 0;
    live.add(c.account(), c.environment(), c.id(), family, 1);
    return new Attachment(
        taken,
        c.id(),
        c.account(),
        c.environment(),
        primary,
        Instant.now(),
        item.request().cause().traceParent());
  }

  private Uni<List<TakenAddress>> takeWithoutWaiting(Family family, int number) {
    return takeUpTo(number, family, new ArrayList<>());
  }

  /** From as many ranges as it needs, and fewer where others have locked them. */
  private Uni<List<TakenAddress>> takeUpTo(int number, Family family, List<TakenAddress> taken) {
    return free.takeSome(family, number - taken.size())
        .chain(
            some -> {
              taken.addAll(some);
              return some.isEmpty() || taken.size() == number
                  ? Uni.createFrom().item(taken)
                  : takeUpTo(number, family, taken);
            });
  }

  private Uni<List<TakenAddress>> takeOne(Family family, Optional<HostAddress> chosen) {
    return chosen.map(this::takeChosen).orElseGet(() -> free.takeAny(family)).map(List::of);
  }

  private Uni<TakenAddress> takeChosen(HostAddress address) {
    return free.take(address)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                Problem.conflict(
                    "address-not-free",
                    "The address is taken, in quarantine, reserved or in no pool. Choose another,"
                        + " or leave it out to get any."));
  }

  private Uni<Void> store(BatchResult batch) {
    List<BatchResult.Item> attached = batch.attached();
    return attached.isEmpty()
        ? Uni.createFrom().voidItem()
        : repository
            .store(attached)
            .chain(
                held ->
                    outbox.sendAll(attached.stream().map(item -> requested(item, held)).toList()));
  }

  private static CausedEvent requested(BatchResult.Item item, Map<String, Instant> held) {
    Attachment a = item.attached();
    return new CausedEvent(
        a.causationId,
        new PublicIpAttachRequested(
            a.address, a.family, a.container, a.account, a.primary, held.get(a.address)),
        item.request().cause());
  }
}
