package dev.postern.backends.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page's three files, from this module's resources. */
final class InboxAssets implements HttpHandler {

  private record Asset(String type, byte[] content) {}

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "/", asset("inbox.html", "text/html"),
          "/inbox.css", asset("inbox.css", "text/css"),
          "/inbox.js", asset("inbox.js", "text/javascript"));

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Asset asset = ASSETS.get(exchange.getRequestURI().getPath());
    if (asset == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", asset.type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, asset.content.length);
    exchange.getResponseBody().write(asset.content);
  }

  private static Asset asset(String name, String type) {
    try (InputStream content = InboxAssets.class.getResourceAsStream(name)) {
      return new Asset(type, content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
