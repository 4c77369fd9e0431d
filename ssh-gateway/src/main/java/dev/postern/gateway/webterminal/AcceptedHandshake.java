package dev.postern.gateway.webterminal;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/**
 * A handshake of a user who signed in; its WebSocket was just opened.
 *
 * @param socket paused; what it brings is read once the shell is open
 * @param source IP address of the client
 */
record AcceptedHandshake(
    Vertx vertx,
    ServerWebSocket socket,
    TerminalRequest request,
    SignedInUser user,
    String source) {

  TerminalSocket terminalSocket() {
    return new TerminalSocket(socket);
  }

  String account() {
    return user.account();
  }
}
