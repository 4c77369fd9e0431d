package dev.postern.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a URL or headers over {@code quarkus.http.limits} with a problem. The server by itself
 * ends such a request before any code of ours sees it, without a body; so it is given room for some
 * more than the limits, and they are kept here. What has no end it still ends by itself.
 */
@ApplicationScoped
class HeadLimit implements HttpServerOptionsCustomizer {

  private static final int BEFORE_THE_BODY = 20_000;
  private static final int ROOM = 64 * 1024;

  /** Between a header's name and value, and at its end. */
  private static final int PUNCTUATION = 4;

  private final int longestLine;
  private final long largestHeaders;

  @Inject
  HeadLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length", defaultValue = "4096")
          int longestLine,
      @ConfigProperty(name = "quarkus.http.limits.max-header-size", defaultValue = "20K")
          MemorySize largestHeaders) {
    this.longestLine = longestLine;
    this.largestHeaders = largestHeaders.asLongValue();
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    makeRoom(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    makeRoom(options);
  }

  private static void makeRoom(HttpServerOptions options) {
    options.setMaxInitialLineLength(Math.max(ROOM, options.getMaxInitialLineLength()));
    options.setMaxHeaderSize(Math.max(ROOM, options.getMaxHeaderSize()));
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLarge, BEFORE_THE_BODY);
  }

  private void refuseTooLarge(RoutingContext context) {
    if (line(context.request()) > longestLine) {
      RoutedProblems.answerAndClose(context, StatusProblems.of(ProblemType.URI_TOO_LONG.status()));
    } else if (headers(context.request()) > largestHeaders) {
      RoutedProblems.answerAndClose(
          context, StatusProblems.of(ProblemType.HEADERS_TOO_LARGE.status()));
    } else {
      context.next();
    }
  }

  private static int line(HttpServerRequest request) {
    return request.method().name().length() + request.uri().length() + " HTTP/1.1 ".length();
  }

  private static long headers(HttpServerRequest request) {
    return request.headers().entries().stream()
        .mapToLong(e -> e.getKey().length() + e.getValue().length() + PUNCTUATION)
        .sum();
  }
}
