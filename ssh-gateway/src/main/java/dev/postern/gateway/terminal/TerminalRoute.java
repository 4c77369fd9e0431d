package dev.postern.gateway.terminal;

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
  private final SignIn signIn;
  private final Reception reception;

  TerminalRoute(TerminalConfig config, SignIn signIn, Reception reception) {
    this.config = config;
    this.signIn = signIn;
    this.reception = reception;
  }

  void register(@Observes Router router) {
    router.get(PATH).handler(this::knock);
    router.route(PATH).handler(routing -> refuse(routing, Refused.otherMethod()));
  }

  private void knock(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Context context = routing.vertx().getOrCreateContext();
    Uni.createFrom()
        .item(() -> Knock.of(request, config.origins().orElse(Set.of())))
        .chain(knock -> signIn.read(knock.token()).map(person -> new Admitted(knock, person)))
        .subscribe()
        .with(
            admitted -> context.runOnContext(ignored -> upgrade(routing, admitted)),
            failure -> context.runOnContext(ignored -> refuse(routing, failure)));
  }

  private record Admitted(Knock knock, Person person) {}

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
              reception.seat(
                  new Arrival(
                      routing.vertx(), socket, admitted.knock(), admitted.person(), source));
            })
        .onFailure(failure -> refuse(routing, Refused.noWebSocket()));
  }

  private static void refuse(RoutingContext routing, Throwable failure) {
    if (routing.response().ended()) {
      return;
    }
    if (failure instanceof Refused refused) {
      refused.answer(routing);
    } else {
      routing.fail(failure);
    }
  }
}
