package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.ip.container.KnownContainers;
import dev.postern.ip.pool.FreeAddresses;
import dev.postern.ip.pool.TakenAddress;
import dev.postern.ip.quota.Limits;
import dev.postern.outbox.OutboxEmitter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides on batches requests in the caller's one transaction, with the locks of {@link
 * Attachments} in the same order, and with a handful of statements however batches requests there
 * are.
 */
@ApplicationScoped
class BatchAttachments {

  private final BatchRepository repository;
  private final FreeAddresses free;
  private final OutboxEmitter outbox;

  BatchAttachments(BatchRepository repository, FreeAddresses free, OutboxEmitter outbox) {
    this.repository = repository;
    this.free = free;
    this.outbox = outbox;
  }

  /**
   * @return what became of them; a request stays open where its container is not there or locked,
   *     and where no address is free or to be had without waiting
   */
  Uni<BatchResult> attach(List<AttachRequest> requests) {
    BatchResult result = BatchResult.none(requests);
    return repository
        .lockContainers(distinct(requests.stream().map(AttachRequest::container).toList()))
        .invoke(containers -> refuseForeign(result, containers))
        .chain(
            containers ->
                refuseBeyondQuota(result, containers)
                    .chain(() -> repository.live(containers.keySet()))
                    .chain(live -> take(result, containers, live)))
        .chain(() -> store(result))
        .replaceWith(result);
  }

  private static TreeSet<String> distinct(List<String> texts) {
    return new TreeSet<>(texts);
  }

  private static void refuseForeign(
      BatchResult result, Map<String, BatchRepository.Container> containers) {
    for (AttachRequest request : decidable(result, containers)) {
      String owner = containers.get(request.container()).account();
      if (request.account() != null && !request.account().equals(owner)) {
        result.refuse(request, KnownContainers.unknown());
      }
    }
  }

  private static List<AttachRequest> decidable(
      BatchResult result, Map<String, BatchRepository.Container> containers) {
    return result.open().stream().filter(w -> containers.containsKey(w.container())).toList();
  }

  private Uni<Void> refuseBeyondQuota(
      BatchResult result, Map<String, BatchRepository.Container> containers) {
    TreeSet<String> accounts =
        distinct(containers.values().stream().map(BatchRepository.Container::account).toList());
    return repository
        .lockLimits(accounts)
        .chain(
            limits ->
                limits.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : repository
                        .held(limits.keySet())
                        .invoke(held -> judge(result, containers, limits, held))
                        .replaceWithVoid());
  }

  private static void judge(
      BatchResult result,
      Map<String, BatchRepository.Container> containers,
      Map<String, Map<Family, Limits>> limits,
      AddressCounts held) {
    for (AttachRequest request : decidable(result, containers)) {
      BatchRepository.Container c = containers.get(request.container());
      Limits.Held before = held.of(c.account(), c.environment(), c.id(), request.family());
      limits
          .getOrDefault(c.account(), Map.of())
          .getOrDefault(request.family(), Limits.NONE)
          .objection(before, before.plus(1, 1, 1))
          .ifPresentOrElse(
              detail -> result.refuse(request, QuotaCheck.exceeded(detail)),
              () -> held.add(c.account(), c.environment(), c.id(), request.family(), 1));
    }
  }

  private Uni<Void> take(
      BatchResult result, Map<String, BatchRepository.Container> containers, AddressCounts live) {
    return take(result, containers, live, Family.IPV4)
        .chain(() -> take(result, containers, live, Family.IPV6));
  }

  private Uni<Void> take(
      BatchResult result,
      Map<String, BatchRepository.Container> containers,
      AddressCounts live,
      Family family) {
    List<AttachRequest> requests =
        decidable(result, containers).stream().filter(w -> w.family() == family).toList();
    if (requests.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return takeUpTo(requests.size(), family, new ArrayList<>())
        .invoke(
            taken -> {
              Iterator<TakenAddress> next = taken.iterator();
              for (AttachRequest request : requests) {
                if (next.hasNext()) {
                  result.attach(
                      request, attachment(next.next(), containers.get(request.container()), live));
                }
              }
            })
        .replaceWithVoid();
  }

  /** From as batches ranges as it needs, and fewer where others have locked them. */
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

  private static Attachment attachment(
      TakenAddress taken, BatchRepository.Container container, AddressCounts live) {
    Family family = taken.address().family();
    boolean primary =
        live.of(container.account(), container.environment(), container.id(), family).byContainer()
            == 0;
    live.add(container.account(), container.environment(), container.id(), family, 1);
    return new Attachment(
        taken,
        container.id(),
        container.account(),
        container.environment(),
        primary,
        Instant.now());
  }

  private Uni<Void> store(BatchResult result) {
    List<AttachRequest> requests = result.fulfilled();
    if (requests.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Attachment> taken = requests.stream().map(result::attached).toList();
    return repository
        .store(taken)
        .chain(
            () ->
                outbox.sendAll(
                    taken.stream().map(Attachments::requested).toList(),
                    requests.stream()
                        .map(AttachRequest::traceParent)
                        .collect(Collectors.toList())));
  }
}
