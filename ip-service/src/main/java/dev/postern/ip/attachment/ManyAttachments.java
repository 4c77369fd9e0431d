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
 * Decides on many wishes in the caller's one transaction, with the locks of {@link Attachments} in
 * the same order, and with a handful of statements however many wishes there are.
 */
@ApplicationScoped
class ManyAttachments {

  private final ManyRows rows;
  private final FreeAddresses free;
  private final OutboxEmitter outbox;

  ManyAttachments(ManyRows rows, FreeAddresses free, OutboxEmitter outbox) {
    this.rows = rows;
    this.free = free;
    this.outbox = outbox;
  }

  /**
   * @return what became of them; a wish stays open where its container is not there or locked, and
   *     where no address is free or to be had without waiting
   */
  Uni<Fulfilment> attach(List<Wish> wishes) {
    Fulfilment fulfilment = Fulfilment.none(wishes);
    return rows.lockContainers(distinct(wishes.stream().map(Wish::container).toList()))
        .invoke(containers -> refuseForeign(fulfilment, containers))
        .chain(
            containers ->
                refuseBeyondQuota(fulfilment, containers)
                    .chain(() -> rows.live(containers.keySet()))
                    .chain(live -> take(fulfilment, containers, live)))
        .chain(() -> store(fulfilment))
        .replaceWith(fulfilment);
  }

  private static TreeSet<String> distinct(List<String> texts) {
    return new TreeSet<>(texts);
  }

  private static void refuseForeign(
      Fulfilment fulfilment, Map<String, ManyRows.Container> containers) {
    for (Wish wish : decidable(fulfilment, containers)) {
      String owner = containers.get(wish.container()).account();
      if (wish.account() != null && !wish.account().equals(owner)) {
        fulfilment.refuse(wish, KnownContainers.unknown());
      }
    }
  }

  private static List<Wish> decidable(
      Fulfilment fulfilment, Map<String, ManyRows.Container> containers) {
    return fulfilment.open().stream().filter(w -> containers.containsKey(w.container())).toList();
  }

  private Uni<Void> refuseBeyondQuota(
      Fulfilment fulfilment, Map<String, ManyRows.Container> containers) {
    TreeSet<String> accounts =
        distinct(containers.values().stream().map(ManyRows.Container::account).toList());
    return rows.lockLimits(accounts)
        .chain(
            limits ->
                limits.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : rows.held(limits.keySet())
                        .invoke(held -> judge(fulfilment, containers, limits, held))
                        .replaceWithVoid());
  }

  private static void judge(
      Fulfilment fulfilment,
      Map<String, ManyRows.Container> containers,
      Map<String, Map<Family, Limits>> limits,
      Holdings held) {
    for (Wish wish : decidable(fulfilment, containers)) {
      ManyRows.Container c = containers.get(wish.container());
      Limits.Held before = held.of(c.account(), c.environment(), c.id(), wish.family());
      limits
          .getOrDefault(c.account(), Map.of())
          .getOrDefault(wish.family(), Limits.NONE)
          .objection(before, before.plus(1, 1, 1))
          .ifPresentOrElse(
              detail -> fulfilment.refuse(wish, QuotaCheck.exceeded(detail)),
              () -> held.add(c.account(), c.environment(), c.id(), wish.family(), 1));
    }
  }

  private Uni<Void> take(
      Fulfilment fulfilment, Map<String, ManyRows.Container> containers, Holdings live) {
    return take(fulfilment, containers, live, Family.IPV4)
        .chain(() -> take(fulfilment, containers, live, Family.IPV6));
  }

  private Uni<Void> take(
      Fulfilment fulfilment,
      Map<String, ManyRows.Container> containers,
      Holdings live,
      Family family) {
    List<Wish> wishes =
        decidable(fulfilment, containers).stream().filter(w -> w.family() == family).toList();
    if (wishes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return takeUpTo(wishes.size(), family, new ArrayList<>())
        .invoke(
            taken -> {
              Iterator<TakenAddress> next = taken.iterator();
              for (Wish wish : wishes) {
                if (next.hasNext()) {
                  fulfilment.attach(
                      wish, attachment(next.next(), containers.get(wish.container()), live));
                }
              }
            })
        .replaceWithVoid();
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

  private static Attachment attachment(
      TakenAddress taken, ManyRows.Container container, Holdings live) {
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

  private Uni<Void> store(Fulfilment fulfilment) {
    List<Wish> wishes = fulfilment.fulfilled();
    if (wishes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Attachment> taken = wishes.stream().map(fulfilment::attached).toList();
    return rows.store(taken)
        .chain(
            () ->
                outbox.sendAll(
                    taken.stream().map(Attachments::requested).toList(),
                    wishes.stream().map(Wish::traceParent).collect(Collectors.toList())));
  }
}
