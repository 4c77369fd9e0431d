package dev.postern.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body over {@code quarkus.http.limits.max-body-size} with a problem before it is read;
 * Quarkus by itself answers 413 with no body at all.
 */
@ApplicationScoped
class BodyLimit {

  private static final int BEFORE_QUARKUS_ENFORCES_ITS_LIMIT = 10_000;

  private final long limit;

  @Inject
  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLarge, BEFORE_QUARKUS_ENFORCES_ITS_LIMIT);
  }

  private void refuseTooLarge(RoutingContext context) {
    if (contentLength(context) <= limit) {
      context.next();
      return;
    }
    RoutedProblems.answerAndClose(
        context, StatusProblems.of(ProblemType.CONTENT_TOO_LARGE.status()));
  }

  private static long contentLength(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
