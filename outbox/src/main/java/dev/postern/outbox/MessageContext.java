package dev.postern.outbox;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** The Vert.x context of a message, which Hibernate Reactive insists on. */
final class MessageContext {
  private MessageContext() {}

  /**
   * @return runs work on the caller's context, from whatever thread
   * @throws IllegalStateException where the caller is on none
   */
  static Executor current() {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("An event can only be consumed on a Vert.x context");
    }
    return work -> context.runOnContext(ignored -> work.run());
  }
}
