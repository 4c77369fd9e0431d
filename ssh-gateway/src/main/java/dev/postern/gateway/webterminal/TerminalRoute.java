package dev.postern.gateway.webterminal;

import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * {@code GET /v1/terminal}. Vert.x's own WebSocket, for it can be told not to read: Quarkus'
 * WebSockets read on however slow the container is.
 */
@ApplicationScoped
class TerminalRoute {

  private static final String PATH = "/v1/terminal";

  private final TerminalConfig config;
  private final TokenReader tokens;
  private final TerminalOpener opener;

  TerminalRoute(TerminalConfig config, TokenReader tokens, TerminalOpener opener) {
    this.config = config;
    this.tokens = tokens;
    this.opener = opener;
  }

  void register(@Observes Router router) {
    router.get(PATH).handler(this::handshake);
    router.route(PATH).handler(routing -> refuse(routing, HandshakeProblems.otherMethod()));
  }

  private void handshake(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Context context = routing.vertx().getOrCreateContext();
    Uni.createFrom()
        .item(() -> TerminalRequest.of(request, config.origins().orElse(Set.of())))
        .chain(asked -> tokens.read(asked.token()).map(user -> new Admitted(asked, user)))
        .subscribe()
        .with(
            admitted -> context.runOnContext(ignored -> upgrade(routing, admitted)),
            failure -> context.runOnContext(ignored -> refuse(routing, failure)));
  }

  private record Admitted(TerminalRequest request, SignedInUser user) {}

  private void upgrade(RoutingContext routing, Admitted admitted) {
    String source = routing.request().remoteAddress().hostAddress();
    LingeringClose.on(routing.request());
    UnreadPongs.dropOn(routing.request());
    BrokenFrames.tellOn(routing.request());
    routing
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              socket.pause();
              opener.open(
                  new AcceptedHandshake(
                      routing.vertx(), socket, admitted.request(), admitted.user(), source));
            })
        .onFailure(failure -> refuse(routing, HandshakeProblems.noWebSocket()));
  }

  private static void refuse(RoutingContext routing, Throwable failure) {
    if (routing.response().ended()) {
      return;
    }
    if (failure instanceof Problem problem) {
      HandshakeProblems.answer(routing, problem);
    } else {
      routing.fail(failure);
    }
  }
}
