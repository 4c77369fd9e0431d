package dev.postern.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/** One body on its way in, on the event loop of its request. */
final class IncomingBody {

  private final RoutingContext context;
  private final long limit;
  private final Buffer octets = Buffer.buffer();
  private boolean decided;

  IncomingBody(RoutingContext context, long limit) {
    this.context = context;
    this.limit = limit;
  }

  /** Goes on with the request once all of it is there, or answers with a problem. */
  void read(Duration patience) {
    HttpServerRequest request = context.request();
    RequestTimer.start(context, patience, () -> refuse(ProblemType.REQUEST_TIMEOUT));
    request.handler(this::add);
    request.endHandler(ended -> proceed());
    request.resume();
  }

  private void add(Buffer chunk) {
    if (!decided && octets.length() + chunk.length() > limit) {
      refuse(ProblemType.CONTENT_TOO_LARGE);
    } else if (!decided) {
      octets.appendBuffer(chunk);
    }
  }

  private void refuse(ProblemType type) {
    if (!decided) {
      decided = true;
      RoutedProblems.answerAndClose(context, StatusProblems.of(type.status()));
    }
  }

  private void proceed() {
    if (!decided) {
      decided = true;
      // What reads it later, Quarkus REST for one, takes it from here and not from the wire.
      ((RoutingContextInternal) context).setBody(octets);
      context.next();
    }
  }
}
