package dev.postern.ip.attachment;

import dev.postern.ip.ledger.Ledger;
import dev.postern.ip.ledger.Ledger.LastHour;
import dev.postern.ip.quota.QuotaConfig;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many addresses may come to an account's containers in an hour, in the caller's transaction.
 * What came is read in the ledger, so it is one number for all replicas and outlives a restart.
 */
@ApplicationScoped
class AttachRate {

  private final Ledger ledger;
  private final OptionalInt perHour;

  AttachRate(Ledger ledger, QuotaConfig config) {
    this.ledger = ledger;
    this.perHour = config.perHour();
  }

  /** Refuses those of a batch that are one too many, in the order in which they came. */
  Uni<Void> refuseBeyond(List<BatchResult.Item> items) {
    return perHour.isEmpty() || items.isEmpty()
        ? Uni.createFrom().voidItem()
        : ledger
            .lastHour(BatchResult.accounts(items), perHour.getAsInt())
            .invoke(before -> refuseBeyond(items, before))
            .replaceWithVoid();
  }

  private void refuseBeyond(List<BatchResult.Item> items, Map<String, LastHour> before) {
    Map<String, Integer> more = new HashMap<>();
    for (BatchResult.Item item : items) {
      String account = item.container().account();
      LastHour hour = before.getOrDefault(account, LastHour.NOTHING);
      if (hour.tenures() + more.getOrDefault(account, 0) < perHour.getAsInt()) {
        more.merge(account, 1, Integer::sum);
      } else {
        item.refuse(tooMany(hour));
      }
    }
  }

  /**
   * @return fails with 429 where the account may take no address now
   */
  Uni<Void> refuseBeyond(String account) {
    return perHour.isEmpty()
        ? Uni.createFrom().voidItem()
        : ledger
            .lastHour(List.of(account), perHour.getAsInt())
            .map(hours -> hours.getOrDefault(account, LastHour.NOTHING))
            .invoke(
                hour -> {
                  if (hour.tenures() >= perHour.getAsInt()) {
                    throw tooMany(hour);
                  }
                })
            .replaceWithVoid();
  }

  private static Problem tooMany(LastHour hour) {
    return Problem.tooManyRequests(
        "Too many addresses were attached or moved in the last hour: try again later.", wait(hour));
  }

  /** Where all of them are in one batch, the first of them leaves in an hour. */
  private static Duration wait(LastHour hour) {
    return hour.tenures() == 0 ? Duration.ofHours(1) : hour.untilNextLeaves();
  }
}
