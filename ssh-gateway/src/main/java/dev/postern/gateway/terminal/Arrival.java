package dev.postern.gateway.terminal;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/**
 * Somebody who signed in, and whose WebSocket was just opened.
 *
 * @param socket paused; what it brings is read once the shell is open
 * @param source IP address of the client
 */
record Arrival(Vertx vertx, ServerWebSocket socket, Knock knock, Person person, String source) {

  Screen screen() {
    return new Screen(socket);
  }

  String account() {
    return person.account();
  }
}
