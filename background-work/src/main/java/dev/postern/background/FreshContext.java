package dev.postern.background;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A Vert.x context of its own for work that comes from no request. Hibernate Reactive keeps its
 * session there, so two pieces of work must not share one.
 */
public final class FreshContext {

  private FreshContext() {}

  /** Runs the work soon, on an event loop. */
  public static void run(Vertx vertx, Runnable work) {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(ignored -> work.run());
  }
}
