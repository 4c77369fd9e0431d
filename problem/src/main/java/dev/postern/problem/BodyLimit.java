package dev.postern.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
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

  private final ObjectMapper json;
  private final long limit;

  @Inject
  BodyLimit(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.json = json;
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
    Problem problem = StatusProblems.of(ProblemType.CONTENT_TOO_LARGE.status());
    if (context.request().version() != HttpVersion.HTTP_2) {
      // RFC 9113 section 8.2.2 forbids the header where one stream can be refused by itself.
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    context
        .response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
        .end(body(problem));
  }

  private static long contentLength(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private String body(Problem problem) {
    try {
      return json.writeValueAsString(ProblemDetails.of(problem.type(), problem.getMessage()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
