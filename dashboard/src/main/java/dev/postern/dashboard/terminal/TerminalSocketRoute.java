package dev.postern.dashboard.terminal;

import dev.postern.dashboard.signin.BrowserCookie;
import dev.postern.dashboard.signin.Roles;
import dev.postern.dashboard.signin.SameOrigin;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * {@code GET /containers/{id}/terminal/socket}. Vert.x's own WebSocket, for it can be told not to
 * read.
 */
@ApplicationScoped
class TerminalSocketRoute {

  private final OpenTerminals terminals;

  TerminalSocketRoute(OpenTerminals terminals) {
    this.terminals = terminals;
  }

  void register(@Observes Router router) {
    router.get("/containers/:id/terminal/socket").handler(this::open);
  }

  /** A page sees no status, only that there is no WebSocket: it has asked who it is before. */
  private void open(RoutingContext routing) {
    Optional<SecurityIdentity> person = person(routing);
    Optional<TerminalRequest> request =
        TerminalRequest.of(routing.pathParam("id"), routing.queryParams());
    if (!SameOrigin.isOwnPage(routing)) {
      refuse(routing, 403);
    } else if (person.isEmpty()) {
      refuse(routing, 401);
    } else if (!person.get().hasRole(Roles.USER)) {
      refuse(routing, 403);
    } else if (request.isEmpty()) {
      refuse(routing, 400);
    } else {
      upgrade(routing, request.get(), person.get());
    }
  }

  private static Optional<SecurityIdentity> person(RoutingContext routing) {
    return routing.user() instanceof QuarkusHttpUser user
        ? Optional.of(user.getSecurityIdentity()).filter(identity -> !identity.isAnonymous())
        : Optional.empty();
  }

  private void upgrade(RoutingContext routing, TerminalRequest request, SecurityIdentity person) {
    String token = person.getCredential(AccessTokenCredential.class).getToken();
    String browser = BrowserCookie.of(routing.request()).orElse("");
    routing
        .request()
        .toWebSocket()
        .onSuccess(socket -> terminals.open(socket, request, token, browser))
        .onFailure(failure -> refuse(routing, 426));
  }

  private static void refuse(RoutingContext routing, int status) {
    if (!routing.response().ended()) {
      routing.response().setStatusCode(status).end();
    }
  }
}
