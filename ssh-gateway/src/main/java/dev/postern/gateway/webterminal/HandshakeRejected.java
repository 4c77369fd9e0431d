package dev.postern.gateway.webterminal;

import dev.postern.problem.Problem;
import dev.postern.problem.ProblemType;
import dev.postern.problem.RoutedProblems;
import io.vertx.ext.web.RoutingContext;

/** No WebSocket comes of the request: the answer is problem details (RFC 9457) of fixed text. */
final class HandshakeRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String header;
  private final String value;

  private HandshakeRejected(Problem problem, String header, String value) {
    super(problem.getMessage(), null, false, false);
    this.problem = problem;
    this.header = header;
    this.value = value;
  }

  private HandshakeRejected(Problem problem) {
    this(problem, null, null);
  }

  static HandshakeRejected badRequest(String detail) {
    return new HandshakeRejected(Problem.badRequest(detail));
  }

  static HandshakeRejected unauthorized() {
    return new HandshakeRejected(
        Problem.of(
            ProblemType.UNAUTHENTICATED,
            "A valid bearer token for ssh-gateway is needed; sign in again."),
        "WWW-Authenticate",
        "Bearer");
  }

  static HandshakeRejected forbidden(String detail) {
    return new HandshakeRejected(Problem.forbidden(detail));
  }

  static HandshakeRejected otherMethod() {
    return new HandshakeRejected(
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "A terminal is opened as a WebSocket, by GET."),
        "Allow",
        "GET");
  }

  static HandshakeRejected noWebSocket() {
    return new HandshakeRejected(
        Problem.of(ProblemType.UPGRADE_REQUIRED, "This is a WebSocket; open it as one."),
        "Upgrade",
        "websocket");
  }

  static HandshakeRejected unavailable() {
    return new HandshakeRejected(
        Problem.unavailable("Tokens cannot be checked at the moment; try again."));
  }

  void answer(RoutingContext routing) {
    if (header != null && !routing.response().headWritten()) {
      routing.response().putHeader(header, value);
    }
    RoutedProblems.answer(routing, problem);
  }
}
