package dev.postern.backends.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The mails as JSON. */
record MessagesApi(SmtpInbox inbox) implements HttpHandler {

  private static final ObjectMapper JSON = MailJson.mapper();

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath())) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    try {
      answer(exchange, wanted(exchange.getRequestURI().getRawQuery()));
    } catch (IllegalArgumentException e) {
      // A query whose percent signs lead nowhere.
      exchange.sendResponseHeaders(400, -1);
    }
  }

  /** The page asks every second: while nothing has come, the answer is 304 without a body. */
  private static void answer(HttpExchange exchange, List<ReceivedMail> mails) throws IOException {
    String tag = tag(mails);
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    byte[] body = JSON.writeValueAsBytes(mails);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Mails never change, so the newest and their number tell one list from another. */
  private static String tag(List<ReceivedMail> mails) {
    String newest = mails.stream().findFirst().map(ReceivedMail::id).orElse("none");
    return '"' + newest + "-" + mails.size() + '"';
  }

  private List<ReceivedMail> wanted(String query) {
    return parameter(query, "to").map(inbox::messages).orElseGet(inbox::messages);
  }

  private static Optional<String> parameter(String query, String name) {
    return Stream.ofNullable(query)
        .flatMap(text -> Stream.of(text.split("&")))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst();
  }
}
