package dev.postern.dashboard.csp;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * {@code POST /csp-reports}: counts what browsers report, and logs some of it. It is answered
 * before sign-in, since a report has none that matters.
 */
@ApplicationScoped
class ViolationReports {

  static final String PATH = "/csp-reports";

  private static final Logger LOG = Logger.getLogger(ViolationReports.class);

  /** After other origins were refused, before the session is looked at. */
  private static final int BEFORE_SIGN_IN = 9_000;

  private static final int LONGEST = 16 * 1024;
  private static final int MOST_AT_ONCE = 50;
  private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

  private static final Set<String> TYPES =
      Set.of("application/csp-report", "application/reports+json", "application/json");

  private final MeterRegistry meters;
  private long nextLine = System.nanoTime();

  ViolationReports(MeterRegistry meters) {
    this.meters = meters;
  }

  void register(@Observes Filters filters) {
    filters.register(this::take, BEFORE_SIGN_IN);
  }

  private void take(RoutingContext context) {
    if (!context.request().path().equals(PATH)) {
      context.next();
    } else if (context.request().method() != HttpMethod.POST) {
      context.response().putHeader("Allow", "POST").setStatusCode(405).end();
    } else if (!TYPES.contains(type(context.request()))) {
      context.response().setStatusCode(415).end();
    } else {
      read(context);
    }
  }

  private static String type(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type == null ? "" : type.split(";", 2)[0].trim();
  }

  private void read(RoutingContext context) {
    Buffer body = Buffer.buffer();
    context
        .request()
        .handler(
            bytes -> {
              if (body.length() <= LONGEST) {
                body.appendBuffer(bytes);
              }
            })
        .exceptionHandler(failure -> {}) // It left; nothing waits for an answer.
        .endHandler(end -> context.response().setStatusCode(judge(body)).end());
  }

  private int judge(Buffer body) {
    if (body.length() > LONGEST) {
      return 413;
    }
    List<Violation> violations = Violation.parse(body.toString());
    if (violations.isEmpty()) {
      return 400;
    }
    violations.stream().limit(MOST_AT_ONCE).forEach(this::count);
    return 204;
  }

  private void count(Violation violation) {
    meters
        .counter("postern.dashboard.csp.violations", "directive", violation.directive())
        .increment();
    if (mayLog()) {
      LOG.warnf(
          "A browser refused what the policy forbids directive=%s page=%s blocked=%s",
          violation.directive(), violation.page(), violation.blocked());
    }
  }

  /** Anyone can send reports: the counter tells how many there were, the log shows samples. */
  private synchronized boolean mayLog() {
    long now = System.nanoTime();
    if (now - nextLine < 0) {
      return false;
    }
    nextLine = now + BETWEEN_LINES;
    return true;
  }
}
