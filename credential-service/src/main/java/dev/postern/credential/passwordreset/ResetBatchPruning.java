package dev.postern.credential.passwordreset;

import dev.postern.credential.limits.ResetConfig;
import dev.postern.credential.transaction.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Deletes old batches: what became of a password stands in its generation. */
@ApplicationScoped
class ResetBatchPruning {

  private final Transactions transactions;
  private final ResetBatchRepository batches;
  private final ResetConfig config;
  private final Clock clock = Clock.systemUTC();

  ResetBatchPruning(Transactions transactions, ResetBatchRepository batches, ResetConfig config) {
    this.transactions = transactions;
    this.batches = batches;
    this.config = config;
  }

  @Scheduled(every = "10m", delayed = "1m")
  Uni<Void> prune() {
    return transactions
        .run(() -> batches.prune(clock.instant().minus(config.keepBatches())))
        .replaceWithVoid();
  }
}
