package dev.postern.local.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.backends.mail.ReceivedMail;
import dev.postern.backends.mail.SmtpInbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves an inbox on loopback: {@code GET /} is the page, {@code GET /api/messages?to=ADDRESS} the
 * same as JSON, newest first; without {@code to}, everybody's.
 */
public final class InboxServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SmtpInbox inbox;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  private InboxServer(SmtpInbox inbox, HttpServer server) {
    this.inbox = inbox;
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param port 0 takes a free one
   */
  public static InboxServer start(SmtpInbox inbox, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    InboxServer started = new InboxServer(inbox, server);
    server.createContext("/", started::handle);
    server.setExecutor(started.threads);
    server.start();
    return started;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!isLocal(exchange)) {
        send(exchange, 403, "text/plain", "Open this page as localhost.");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "Only GET is answered here.");
      } else if (path.equals("/api/messages")) {
        send(exchange, 200, "application/json", json(mails(exchange.getRequestURI())));
      } else if (path.equals("/")) {
        send(exchange, 200, "text/html", InboxPage.of(mails(exchange.getRequestURI())));
      } else {
        send(exchange, 404, "text/plain", "Not found.");
      }
    }
  }

  /**
   * A foreign name that resolves to loopback (DNS rebinding) would let any web page read the mails.
   */
  private static boolean isLocal(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    return Set.of("localhost", "127.0.0.1", "[::1]")
        .contains(host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", ""));
  }

  private List<ReceivedMail> mails(URI request) {
    return to(request).map(inbox::messages).orElseGet(inbox::messages);
  }

  private static Optional<String> to(URI request) {
    String query = Optional.ofNullable(request.getRawQuery()).orElse("");
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("to=") && parameter.length() > 3) {
        return Optional.of(URLDecoder.decode(parameter.substring(3), UTF_8));
      }
    }
    return Optional.empty();
  }

  private static String json(List<ReceivedMail> mails) throws IOException {
    List<Map<String, String>> messages = new ArrayList<>();
    for (ReceivedMail mail : mails) {
      Map<String, String> message = new LinkedHashMap<>();
      message.put("id", mail.id());
      message.put("to", mail.to());
      message.put("subject", mail.subject());
      message.put("text", mail.text());
      message.put("html", mail.html());
      message.put("messageId", mail.messageId());
      message.put("receivedAt", mail.receivedAt().toString());
      messages.add(message);
    }
    return JSON.writeValueAsString(messages);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
