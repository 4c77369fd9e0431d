package dev.postern.backends.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through what is asked of {@code localhost} with GET, and sets the headers that keep a mail's
 * HTML and other sites out.
 */
record LocalhostFilter(HttpHandler next) implements HttpHandler {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Own script and style only; a mail's HTML is in a sandboxed frame that inherits this. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().close();
      setHeaders(exchange);
      if (!namesThisMachine(exchange)) {
        exchange.sendResponseHeaders(421, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
      } else {
        next.handle(exchange);
      }
    }
  }

  private static boolean namesThisMachine(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
        .map(host -> host.replaceFirst(":\\d+$", ""))
        .filter(NAMES::contains)
        .isPresent();
  }

  private static void setHeaders(HttpExchange exchange) {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", CONTENT_POLICY);
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
  }
}
