package dev.postern.outbox;

import dev.postern.background.FreshContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs work from a test's thread as a service would: on a Vert.x context of its own. */
@ApplicationScoped
class Transactions {
  private final Vertx vertx;

  Transactions(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * @throws java.util.concurrent.CompletionException with the failure that rolled it back
   */
  <T> T commit(Supplier<Uni<T>> work) {
    return onContext(() -> Panache.withTransaction(work));
  }

  <T> T onContext(Supplier<Uni<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    FreshContext.run(
        vertx,
        () ->
            Uni.createFrom()
                .deferred(work::get)
                .subscribe()
                .with(result::complete, result::completeExceptionally));
    return result.join();
  }
}
