package dev.postern.gateway.terminal;

import dev.postern.problem.Problem;
import dev.postern.problem.ProblemType;
import dev.postern.problem.RoutedProblems;
import io.vertx.ext.web.RoutingContext;

/** No WebSocket comes of the request: the answer is problem details (RFC 9457) of fixed text. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String header;
  private final String value;

  private Refused(Problem problem, String header, String value) {
    super(problem.getMessage(), null, false, false);
    this.problem = problem;
    this.header = header;
    this.value = value;
  }

  private Refused(Problem problem) {
    this(problem, null, null);
  }

  static Refused badRequest(String detail) {
    return new Refused(Problem.badRequest(detail));
  }

  static Refused unauthorized() {
    return new Refused(
        Problem.of(
            ProblemType.UNAUTHENTICATED,
            "A valid bearer token for ssh-gateway is needed; sign in again."),
        "WWW-Authenticate",
        "Bearer");
  }

  static Refused forbidden(String detail) {
    return new Refused(Problem.forbidden(detail));
  }

  static Refused otherMethod() {
    return new Refused(
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "A terminal is opened as a WebSocket, by GET."),
        "Allow",
        "GET");
  }

  static Refused noWebSocket() {
    return new Refused(
        Problem.of(ProblemType.UPGRADE_REQUIRED, "This is a WebSocket; open it as one."),
        "Upgrade",
        "websocket");
  }

  static Refused unavailable() {
    return new Refused(Problem.unavailable("Tokens cannot be checked at the moment; try again."));
  }

  void answer(RoutingContext routing) {
    if (header != null && !routing.response().headWritten()) {
      routing.response().putHeader(header, value);
    }
    RoutedProblems.answer(routing, problem);
  }
}
