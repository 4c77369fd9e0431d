package dev.postern.credential.credential;

import dev.postern.credential.container.Containers;
import dev.postern.credential.transaction.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Destroys secrets whose mail did not leave in time. */
@ApplicationScoped
class SecretExpiry {

  private static final int AT_ONCE = 200;

  private final Transactions transactions;
  private final GenerationRepository generations;
  private final Containers containers;
  private final GenerationOutcomes generationOutcomes;
  private final Clock clock = Clock.systemUTC();

  SecretExpiry(
      Transactions transactions,
      GenerationRepository generations,
      Containers containers,
      GenerationOutcomes generationOutcomes) {
    this.transactions = transactions;
    this.generations = generations;
    this.containers = containers;
    this.generationOutcomes = generationOutcomes;
  }

  @Scheduled(every = "${postern.secrets.sweep}", delayed = "5s")
  Uni<Void> sweep() {
    return transactions
        .run(() -> generations.withSecretExpiredBy(clock.instant(), AT_ONCE))
        .toMulti()
        .flatMap(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(due -> transactions.run(() -> expire(due)).replaceWith(due))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> expire(Generation due) {
    return containers
        .lock(due.container())
        .onItem()
        .ifNotNull()
        .transformToUni(
            details ->
                generations
                    .locked(due.id())
                    .chain(
                        row ->
                            row.canBeSuperseded() && row.canBecome(GenerationState.EXPIRED)
                                ? generationOutcomes.expired(row, details, Reasons.SECRET_EXPIRED)
                                : Uni.createFrom().voidItem()));
  }
}
