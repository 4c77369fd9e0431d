package dev.postern.gateway.terminal;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a handshake asks for.
 *
 * @param container an id or a name
 * @param controlled whether the client speaks {@link #PROTOCOL}, so that its text messages are not
 *     input
 */
record Knock(String token, String container, TerminalSize size, boolean controlled) {

  /** The sub-protocol in which text messages are control messages. */
  static final String PROTOCOL = "postern.terminal.v1";

  /** A page cannot set headers: it offers its token as a second sub-protocol, never chosen. */
  private static final String TOKEN_PROTOCOL = "postern.bearer.";

  private static final String BEARER = "bearer ";
  private static final int LONGEST_NAME = 128;

  /**
   * @throws Refused where no WebSocket may come of it
   */
  static Knock of(HttpServerRequest request, Set<String> origins) {
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      throw Refused.noWebSocket();
    }
    checkOrigin(request.getHeader(HttpHeaders.ORIGIN), origins);
    List<String> protocols = protocols(request);
    String token = token(request, protocols).orElseThrow(Refused::unauthorized);
    return new Knock(token, container(request), size(request), protocols.contains(PROTOCOL));
  }

  private static void checkOrigin(String origin, Set<String> allowed) {
    if (origin != null && allowed.stream().noneMatch(origin::equalsIgnoreCase)) {
      throw Refused.forbidden("Pages of this origin may open no terminal.");
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

  private static String container(HttpServerRequest request) {
    List<String> values = request.params().getAll("container");
    if (values.size() != 1 || values.get(0).isEmpty() || values.get(0).length() > LONGEST_NAME) {
      throw Refused.badRequest("Name one container: ?container=ID or ?container=NAME.");
    }
    return values.get(0);
  }

  private static TerminalSize size(HttpServerRequest request) {
    return TerminalSize.parse(request.getParam("columns"), request.getParam("rows"))
        .orElseThrow(
            () -> Refused.badRequest("columns and rows are whole numbers from 1 to 1000."));
  }
}
