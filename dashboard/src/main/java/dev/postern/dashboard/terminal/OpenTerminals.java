package dev.postern.dashboard.terminal;

import dev.postern.dashboard.signout.SignedOut;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The terminals that this replica has open, by browser, so that signing out ends them. */
@ApplicationScoped
class OpenTerminals {

  private final Vertx vertx;
  private final GatewayTerminals gateways;
  private final Map<String, Set<Pipe>> byBrowser = new ConcurrentHashMap<>();

  OpenTerminals(Vertx vertx, GatewayTerminals gateways) {
    this.vertx = vertx;
    this.gateways = gateways;
  }

  /** The WebSocket is open; it is closed with the reason where there is no shell. */
  void open(ServerWebSocket socket, TerminalRequest request, String token, String browser) {
    var typed = new Incoming(socket);
    gateways
        .attach(request, token)
        .onSuccess(attached -> start(socket, typed, attached, request, browser))
        .onFailure(failure -> ((NotAttachedException) failure).reason().close(socket));
  }

  private void start(
      ServerWebSocket socket,
      Incoming typed,
      Attached attached,
      TerminalRequest request,
      String browser) {
    if (socket.isClosed()) { // The session of a new shell is not known yet.
      (request.again() ? CloseReason.DETACHED : CloseReason.CLOSED).close(attached.socket());
      return;
    }
    var pipe = new Pipe(socket, typed, attached, ended -> remove(browser, ended));
    add(browser, pipe);
    pipe.start(vertx);
  }

  private void add(String browser, Pipe pipe) {
    byBrowser.compute(
        browser,
        (key, pipes) -> {
          Set<Pipe> all = pipes == null ? ConcurrentHashMap.newKeySet() : pipes;
          all.add(pipe);
          return all;
        });
  }

  private void remove(String browser, Pipe pipe) {
    byBrowser.computeIfPresent(
        browser,
        (key, pipes) -> {
          pipes.remove(pipe);
          return pipes.isEmpty() ? null : pipes;
        });
  }

  void signedOut(@Observes SignedOut signedOut) {
    List.copyOf(byBrowser.getOrDefault(signedOut.browser(), Set.of()))
        .forEach(pipe -> pipe.end(CloseReason.SIGNED_OUT));
  }
}
