package dev.postern.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Answers 503 where a request, a probe of the readiness too, waits too long for what the service
 * needs: a database that is stopped and not closed, for one, never answers and never fails. What
 * the request waits for goes on: the client is told that it is not known what becomes of it.
 */
@ApplicationScoped
class RequestDeadline {

  private static final Logger LOG = Logger.getLogger(RequestDeadline.class);
  private static final int FIRST_OF_ALL = 30_000;
  private static final Problem LATE =
      Problem.unavailable(
          "What it needs does not answer, and it is not known whether your request was done: look in"
              + " a moment, or send it again with the same Idempotency-Key.");

  private final Duration deadline;

  @Inject
  RequestDeadline(
      @ConfigProperty(name = "postern.http.deadline", defaultValue = "60s") Duration deadline) {
    this.deadline = deadline;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, FIRST_OF_ALL);
  }

  private void watch(RoutingContext context) {
    // A WebSocket stays for as long as its client does.
    if (!context.request().headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      RequestTimer.start(context, deadline, () -> answer(context));
    }
    context.next();
  }

  private static void answer(RoutingContext context) {
    if (!context.response().headWritten()) {
      LOG.warn("Gave up a request that was waited for too long");
      RoutedProblems.answerAndClose(context, LATE);
    }
  }
}
