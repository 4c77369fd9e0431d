package dev.postern.gateway.webterminal;

import dev.postern.problem.Problem;
import dev.postern.problem.ProblemType;
import dev.postern.problem.RoutedProblems;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** No WebSocket comes of a handshake: the problems that only a handshake has. */
final class HandshakeProblems {

  private record Header(String name, String value) {}

  /** What RFC 9110 has beside these statuses. */
  private static final Map<ProblemType, Header> HEADERS =
      Map.of(
          ProblemType.UNAUTHENTICATED, new Header("WWW-Authenticate", "Bearer"),
          ProblemType.METHOD_NOT_ALLOWED, new Header("Allow", "GET"),
          ProblemType.UPGRADE_REQUIRED, new Header("Upgrade", "websocket"));

  private HandshakeProblems() {}

  static Problem unauthorized() {
    return Problem.of(
        ProblemType.UNAUTHENTICATED,
        "A valid bearer token for ssh-gateway is needed; sign in again.");
  }

  static Problem otherMethod() {
    return Problem.of(
        ProblemType.METHOD_NOT_ALLOWED, "A terminal is opened as a WebSocket, by GET.");
  }

  static Problem noWebSocket() {
    return Problem.of(ProblemType.UPGRADE_REQUIRED, "This is a WebSocket; open it as one.");
  }

  static Problem unavailable() {
    return Problem.unavailable("Tokens cannot be checked at the moment; try again.");
  }

  static void answer(RoutingContext routing, Problem problem) {
    Header header = HEADERS.get(problem.type());
    if (header != null && !routing.response().headWritten()) {
      routing.response().putHeader(header.name(), header.value());
    }
    RoutedProblems.answer(routing, problem);
  }
}
