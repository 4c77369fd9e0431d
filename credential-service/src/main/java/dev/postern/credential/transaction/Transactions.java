package dev.postern.credential.transaction;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Runs work in a database transaction from any thread. */
@ApplicationScoped
public class Transactions {

  private final Vertx vertx;

  Transactions(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * @param work the work in the transaction, which is rolled back if the work fails
   * @return completes on an event loop after the commit
   */
  public <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(emitter -> freshContext().runOnContext(ignored -> begin(work, emitter)));
  }

  private static <T> void begin(Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
    Uni.createFrom()
        .deferred(() -> Panache.withTransaction(work))
        .subscribe()
        .with(emitter::complete, emitter::fail);
  }

  private Context freshContext() {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    return context;
  }
}
