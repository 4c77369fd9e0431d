package dev.postern.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads each body before anything else does, whether a resource wants one or not: at most {@code
 * quarkus.http.limits.max-body-size} octets in at most {@code postern.http.body-timeout}. Quarkus
 * by itself answers 413 with no body at all, reads what no resource asked for without an end, and
 * waits for half a request as long as its connection is kept.
 */
@ApplicationScoped
class BodyLimit {

  private static final int BEFORE_QUARKUS_ENFORCES_ITS_LIMIT = 10_000;
  private static final Set<HttpMethod> WITHOUT_A_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final long limit;
  private final Duration patience;

  @Inject
  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
      @ConfigProperty(name = "postern.http.body-timeout", defaultValue = "10s") Duration patience) {
    this.limit = limit.asLongValue();
    this.patience = patience;
  }

  void register(@Observes Filters filters) {
    filters.register(this::read, BEFORE_QUARKUS_ENFORCES_ITS_LIMIT);
  }

  private void read(RoutingContext context) {
    if (contentLength(context) > limit) {
      RoutedProblems.answerAndClose(
          context, StatusProblems.of(ProblemType.CONTENT_TOO_LARGE.status()));
    } else if (context.request().isEnded() || !mayHaveABody(context)) {
      context.next();
    } else if (context.request().version() == HttpVersion.HTTP_2) {
      endInTime(context);
    } else {
      new IncomingBody(context, limit).read(patience);
    }
  }

  /**
   * Quarkus REST does not take a stream of HTTP/2 that was read already. It reads no more than the
   * limit, and a stream that nothing reads is held back by its flow control (RFC 9113 section 5.2);
   * so only the time is left to bound.
   */
  private void endInTime(RoutingContext context) {
    RequestTimer.start(
        context,
        patience,
        () -> {
          if (!context.request().isEnded()) {
            RoutedProblems.answerAndClose(
                context, StatusProblems.of(ProblemType.REQUEST_TIMEOUT.status()));
          }
        });
    context.next();
  }

  /** A GET that asks for a WebSocket has none, and what comes after it is not ours to read. */
  private static boolean mayHaveABody(RoutingContext context) {
    return !WITHOUT_A_BODY.contains(context.request().method())
        || context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || contentLength(context) > 0;
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
