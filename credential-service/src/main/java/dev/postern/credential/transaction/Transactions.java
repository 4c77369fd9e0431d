package dev.postern.credential.transaction;

import dev.postern.outbox.CatchUpGate;
import dev.postern.outbox.FreshTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Runs work in a database transaction from any thread. Work waits until the database agrees with
 * what was published: before that a password might be applied that was mailed long ago.
 */
@ApplicationScoped
public class Transactions {

  private final Vertx vertx;
  private final CatchUpGate gate;

  Transactions(Vertx vertx, CatchUpGate gate) {
    this.vertx = vertx;
    this.gate = gate;
  }

  /**
   * @param work the work in the transaction, which is rolled back if the work fails
   * @return completes on an event loop after the commit
   */
  public <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> gate.isOpen() ? now(work) : gate.opened().chain(() -> now(work)));
  }

  /** The same without waiting, for the work that makes the database agree. */
  public <T> Uni<T> now(Supplier<Uni<T>> work) {
    return FreshTransaction.run(vertx, work);
  }
}
