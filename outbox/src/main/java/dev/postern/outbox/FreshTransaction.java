package dev.postern.outbox;

import dev.postern.background.FreshContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Runs work in a database transaction from any thread. It does not wait for {@link CatchUpGate}.
 */
public final class FreshTransaction {

  private FreshTransaction() {}

  /**
   * @param work the work in the transaction, which is rolled back if the work fails
   * @return completes on an event loop after the commit
   */
  public static <T> Uni<T> run(Vertx vertx, Supplier<Uni<T>> work) {
    return Uni.createFrom().emitter(emitter -> FreshContext.run(vertx, () -> begin(work, emitter)));
  }

  private static <T> void begin(Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
    Uni.createFrom()
        .deferred(() -> Panache.withTransaction(work))
        .subscribe()
        .with(emitter::complete, emitter::fail);
  }
}
