package dev.postern.problem;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** What happens to a request that is not answered in time. */
final class RequestTimer {

  private RequestTimer() {}

  /** Runs the work on the request's event loop, unless the request was answered before. */
  static void start(RoutingContext context, Duration patience, Runnable late) {
    long timer = context.vertx().setTimer(patience.toMillis(), fired -> late.run());
    context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
  }
}
