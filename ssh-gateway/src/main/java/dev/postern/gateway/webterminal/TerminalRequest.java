package dev.postern.gateway.webterminal;

import dev.postern.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a handshake asks for. */
record TerminalRequest(String token, Target target, TerminalSize size, ClientProtocol protocol) {

  /** Which shell. */
  sealed interface Target {

    /**
     * A new one.
     *
     * @param name an id or a name
     */
    record Container(String name) implements Target {}

    /**
     * One that was opened before.
     *
     * @param offset how much of its output the client has
     */
    record Session(String id, long offset) implements Target {}
  }

  /** A page cannot set headers: it offers its token as a second sub-protocol, never chosen. */
  private static final String TOKEN_PROTOCOL = "postern.bearer.";

  private static final String BEARER = "bearer ";
  private static final int LONGEST_NAME = 128;

  /**
   * @throws Problem where no WebSocket may come of it
   */
  static TerminalRequest of(HttpServerRequest request, Set<String> origins) {
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      throw HandshakeProblems.noWebSocket();
    }
    checkOrigin(request.getHeader(HttpHeaders.ORIGIN), origins);
    List<String> protocols = protocols(request);
    String token = token(request, protocols).orElseThrow(HandshakeProblems::unauthorized);
    ClientProtocol protocol = ClientProtocol.of(protocols);
    return new TerminalRequest(token, target(request, protocol), size(request), protocol);
  }

  private static void checkOrigin(String origin, Set<String> allowed) {
    if (origin != null && allowed.stream().noneMatch(origin::equalsIgnoreCase)) {
      throw Problem.forbidden("Pages of this origin may open no terminal.");
    }
  }

  private static List<String> protocols(HttpServerRequest request) {
    var protocols = new ArrayList<String>();
    for (String header : request.headers().getAll("Sec-WebSocket-Protocol")) {
      for (String protocol : header.split(",", -1)) {
        protocols.add(protocol.strip());
      }
    }
    return protocols;
  }

  private static Optional<String> token(HttpServerRequest request, List<String> protocols) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      return Optional.of(header)
          .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(BEARER))
          .map(h -> h.substring(BEARER.length()).strip())
          .filter(token -> !token.isEmpty());
    }
    return protocols.stream()
        .filter(protocol -> protocol.startsWith(TOKEN_PROTOCOL))
        .map(protocol -> protocol.substring(TOKEN_PROTOCOL.length()))
        .findFirst();
  }

  private static Target target(HttpServerRequest request, ClientProtocol protocol) {
    List<String> containers = request.params().getAll("container");
    List<String> sessions = request.params().getAll("session");
    if (isOne(sessions) && containers.isEmpty() && protocol.isResumable()) {
      return new Target.Session(sessions.get(0), offset(request.getParam("offset")));
    }
    if (isOne(containers) && sessions.isEmpty()) {
      return new Target.Container(containers.get(0));
    }
    throw Problem.badRequest(
        "Name one container: ?container=ID or ?container=NAME; or, in postern.terminal.v2, a"
            + " session: ?session=ID&offset=N.");
  }

  private static boolean isOne(List<String> values) {
    return values.size() == 1 && !values.get(0).isEmpty() && values.get(0).length() <= LONGEST_NAME;
  }

  private static long offset(String text) {
    try {
      long offset = Long.parseLong(text);
      if (offset >= 0) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw Problem.badRequest("offset is how many bytes of output you have: a whole number.");
  }

  private static TerminalSize size(HttpServerRequest request) {
    return TerminalSize.parse(request.getParam("columns"), request.getParam("rows"))
        .orElseThrow(
            () -> Problem.badRequest("columns and rows are whole numbers from 1 to 1000."));
  }
}
