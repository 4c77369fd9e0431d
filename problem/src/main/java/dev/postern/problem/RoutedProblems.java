package dev.postern.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Problems as answers of routes, where no resource of Jakarta REST is in charge. */
public final class RoutedProblems {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LINGER_MILLIS = 1_000;

  private RoutedProblems() {}

  /** Ends the request with the problem, unless it was answered already. */
  public static void answer(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    byte[] body = body(problem);
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader("Retry-After", Long.toString(seconds)));
    response
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    if (context.request().method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  /**
   * As {@link #answer}, where the rest of the request is not worth reading. The connection is
   * closed a moment later: at once, the client would lose the answer with what it still sends.
   */
  static void answerAndClose(RoutingContext context, Problem problem) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      // RFC 9113 section 8.2.2 forbids the header where one stream can be refused by itself.
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      context.vertx().setTimer(LINGER_MILLIS, time -> context.request().connection().close());
    }
    answer(context, problem);
  }

  private static byte[] body(Problem problem) {
    try {
      return JSON.writeValueAsBytes(
          ProblemDetails.of(problem.type(), problem.getMessage(), problem.errors()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
