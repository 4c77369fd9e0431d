package dev.postern.ip.attachment;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** A Vert.x context of its own for work that has transactions and comes from no request. */
final class FreshContext {

  private FreshContext() {}

  /** Runs it soon, on an event loop. */
  static void run(Vertx vertx, Runnable work) {
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(ignored -> work.run());
  }
}
