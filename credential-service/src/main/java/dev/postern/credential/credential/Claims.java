package dev.postern.credential.credential;

import dev.postern.credential.container.Containers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Takes due work out of the database, so that no two workers have the same at once. */
@ApplicationScoped
class Claims {

  private final GenerationRepository generations;
  private final Containers containers;
  private final ApplyingConfig config;
  private final Clock clock = Clock.systemUTC();

  Claims(GenerationRepository generations, Containers containers, ApplyingConfig config) {
    this.generations = generations;
    this.containers = containers;
    this.config = config;
  }

  /** Runs in a transaction of its own; what it takes is leased from then on. */
  Uni<List<Claim>> take(int limit) {
    Instant now = clock.instant();
    return generations
        .due(now, limit)
        .chain(
            due ->
                Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUniAndConcatenate(generation -> take(generation, now))
                    .collect()
                    .asList());
  }

  private Uni<Claim> take(Generation generation, Instant now) {
    generation.take(now, now.plus(config.lease()));
    return containers
        .find(generation.container())
        .onItem()
        .ifNotNull()
        .transform(generation::claim);
  }
}
