package dev.postern.background;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The Vert.x context on which the caller runs. Work that ends on another thread, such as a worker's
 * or a timer's, has to come back to it before the caller's database session goes on.
 */
public final class CallersContext {

  private CallersContext() {}

  /** Runs work on the caller's context, from any thread; empty where the caller is on none. */
  public static Optional<Executor> executor() {
    return Optional.ofNullable(Vertx.currentContext()).map(MutinyHelper::executor);
  }

  /**
   * Call it on the caller's thread: the context is the one of now, not of the subscription.
   *
   * @return completes on the caller's context; where the caller is on none, where the work ends
   */
  public static <T> Uni<T> resume(Uni<T> work) {
    return executor().map(work::emitOn).orElse(work);
  }
}
