package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.quota.AccountLimits;
import dev.postern.ip.quota.QuotaLimits;
import dev.postern.ip.quota.QuotaLimits.Held;
import dev.postern.ip.quota.Quotas;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Refuses what a quota or the {@link AttachRate} does not allow, in the caller's transaction. The
 * account stays locked until its end, so that two changes of one account cannot both be the last
 * that is allowed.
 */
@ApplicationScoped
class QuotaCheck {

  private final Quotas quotas;
  private final AttachmentRepository repository;
  private final BatchRepository batches;
  private final AttachRate rate;

  QuotaCheck(
      Quotas quotas, AttachmentRepository repository, BatchRepository batches, AttachRate rate) {
    this.quotas = quotas;
    this.repository = repository;
    this.batches = batches;
    this.rate = rate;
  }

  /**
   * Refuses those of a batch that are one too many, in the order in which they came. Requests whose
   * account another transaction has locked stay open.
   */
  Uni<Void> refuseBeyondWithoutWaiting(BatchResult batch) {
    return refuseBeyond(batch, quotas::lockedWithoutWaiting);
  }

  /** As {@link #refuseBeyondWithoutWaiting}, and waits for the accounts. */
  Uni<Void> refuseBeyond(BatchResult batch) {
    return refuseBeyond(batch, quotas::locked);
  }

  private Uni<Void> refuseBeyond(
      BatchResult batch, Function<Collection<String>, Uni<Map<String, AccountLimits>>> lock) {
    List<BatchResult.Item> items = batch.decidable();
    return items.isEmpty()
        ? Uni.createFrom().voidItem()
        : lock.apply(BatchResult.accounts(items))
            .invoke(limits -> batch.keepOnly(limits.keySet()))
            .chain(limits -> refuseBeyond(limits, batch.decidable()))
            .chain(() -> rate.refuseBeyond(batch.decidable()));
  }

  private Uni<Void> refuseBeyond(Map<String, AccountLimits> limits, List<BatchResult.Item> items) {
    List<BatchResult.Item> limited =
        items.stream().filter(item -> !limits.get(item.container().account()).areNone()).toList();
    return limited.isEmpty()
        ? Uni.createFrom().voidItem()
        : batches
            .held(BatchResult.containers(limited))
            .invoke(held -> limited.forEach(item -> judge(item, limits, held)))
            .replaceWithVoid();
  }

  private static void judge(
      BatchResult.Item item, Map<String, AccountLimits> limits, AddressCounts held) {
    BatchRepository.Container c = item.container();
    Family family = item.request().family();
    Held before = held.of(c.account(), c.environment(), c.id(), family);
    limits
        .get(c.account())
        .of(family)
        .objection(before, before.plus(1, 1, 1))
        .ifPresentOrElse(
            detail -> item.refuse(exceeded(detail)),
            () -> held.add(c.account(), c.environment(), c.id(), family, 1));
  }

  /** {@code more} addresses come to the container from another one of the account; may be < 0. */
  Uni<Void> arriving(KnownContainer container, KnownContainer from, Family family, int more) {
    boolean sameEnvironment =
        container.environment() != null && container.environment().equals(from.environment());
    return change(container, family, held -> held.plus(more, sameEnvironment ? 0 : more, 0))
        .chain(() -> rate.refuseBeyond(container.account()));
  }

  private Uni<Void> change(KnownContainer container, Family family, UnaryOperator<Held> change) {
    return limits(container, family)
        .chain(
            limits ->
                limits.areNone()
                    ? Uni.createFrom().voidItem()
                    : repository
                        .held(container, family)
                        .invoke(held -> refuse(limits, held, change.apply(held)))
                        .replaceWithVoid());
  }

  /**
   * A target, judged beside the targets of the account's other containers: those that are not met
   * yet count too, or two of them could be promised the last address.
   */
  Uni<Void> target(KnownContainer container, Family family, int count) {
    if (count <= container.target(family)) {
      return Uni.createFrom().voidItem();
    }
    return limits(container, family)
        .chain(
            limits ->
                limits.areNone()
                    ? Uni.createFrom().voidItem()
                    : repository
                        .promisedToOthers(container, family, limits.perContainer())
                        .invoke(others -> refuse(limits, others, others.plus(count, count, count)))
                        .replaceWithVoid());
  }

  private Uni<QuotaLimits> limits(KnownContainer container, Family family) {
    return quotas
        .locked(List.of(container.account()))
        .map(limits -> limits.get(container.account()).of(family));
  }

  private static void refuse(QuotaLimits limits, Held before, Held after) {
    limits
        .objection(before, after)
        .ifPresent(
            detail -> {
              throw exceeded(detail);
            });
  }

  private static Problem exceeded(String detail) {
    return Problem.conflict("ip-quota-exceeded", detail);
  }
}
