package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.quota.QuotaLimits;
import dev.postern.ip.quota.QuotaLimits.Held;
import dev.postern.ip.quota.Quotas;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Refuses what a quota does not allow, in the caller's transaction. The quota stays locked until
 * its end, so that two changes of one account cannot both be the last that is allowed.
 */
@ApplicationScoped
class QuotaCheck {

  private final Quotas quotas;
  private final AttachmentRepository repository;
  private final BatchRepository batches;

  QuotaCheck(Quotas quotas, AttachmentRepository repository, BatchRepository batches) {
    this.quotas = quotas;
    this.repository = repository;
    this.batches = batches;
  }

  /** Refuses those of a batch that are one too many, in the order in which they came. */
  Uni<Void> refuseBeyond(BatchResult batch) {
    List<BatchResult.Item> items = batch.decidable();
    return items.isEmpty()
        ? Uni.createFrom().voidItem()
        : batches
            .lockLimits(BatchResult.accounts(items))
            .chain(limits -> refuseBeyond(limits, items));
  }

  private Uni<Void> refuseBeyond(
      Map<String, Map<Family, QuotaLimits>> limits, List<BatchResult.Item> items) {
    List<BatchResult.Item> limited =
        items.stream().filter(item -> limits.containsKey(item.container().account())).toList();
    return limited.isEmpty()
        ? Uni.createFrom().voidItem()
        : batches
            .held(BatchResult.containers(limited))
            .invoke(held -> limited.forEach(item -> judge(item, limits, held)))
            .replaceWithVoid();
  }

  private static void judge(
      BatchResult.Item item, Map<String, Map<Family, QuotaLimits>> limits, AddressCounts held) {
    BatchRepository.Container c = item.container();
    Family family = item.request().family();
    Held before = held.of(c.account(), c.environment(), c.id(), family);
    limits
        .get(c.account())
        .getOrDefault(family, QuotaLimits.NONE)
        .objection(before, before.plus(1, 1, 1))
        .ifPresentOrElse(
            detail -> item.refuse(exceeded(detail)),
            () -> held.add(c.account(), c.environment(), c.id(), family, 1));
  }

  /** {@code more} addresses come to the container from another one of the account; may be < 0. */
  Uni<Void> arriving(KnownContainer container, KnownContainer from, Family family, int more) {
    boolean sameEnvironment =
        container.environment() != null && container.environment().equals(from.environment());
    return change(container, family, held -> held.plus(more, sameEnvironment ? 0 : more, 0));
  }

  private Uni<Void> change(KnownContainer container, Family family, UnaryOperator<Held> change) {
    return quotas
        .locked(container.account(), family)
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
    return quotas
        .locked(container.account(), family)
        .chain(
            limits ->
                limits.areNone()
                    ? Uni.createFrom().voidItem()
                    : repository
                        .promisedToOthers(container, family, limits.perContainer())
                        .invoke(others -> refuse(limits, others, others.plus(count, count, count)))
                        .replaceWithVoid());
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
