package dev.postern.backends.signin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The page on which a person chooses a local account. */
final class SignInPage {

  private static final String PAGE = resource("signin.html");
  private static final String STYLE = resource("signin.css");

  /** The form's answer leads to the client's page, and Chromium asks the policy about that too. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " form-action 'self' http://localhost:* http://127.0.0.1:*";

  private SignInPage() {}

  /**
   * @param query of the authorisation request, which the pressed button repeats
   */
  static String accounts(String query) {
    String buttons =
        OAuthClient.ACCOUNTS.stream().map(SignInPage::button).collect(Collectors.joining("\n"));
    return page(
        "Choose an account of this machine.",
        "<form method=\"post\" action=\"/authorize?"
            + escape(query)
            + "\">\n"
            + buttons
            + "\n</form>");
  }

  /** For a request that no known client made; the browser is sent nowhere. */
  static String refusal() {
    return page(
        "This sign-in was not started by a page that is known here. Open the dashboard and sign in"
            + " there.",
        "");
  }

  /** For a sign-out that names no page to go back to. */
  static String signedOut() {
    return page("You are signed out.", "");
  }

  private static String button(String account) {
    return "<button name=\"account\" value=\""
        + account
        + "\"><b>"
        + account
        + "</b><span>"
        + OAuthClient.account(account).role()
        + "</span></button>";
  }

  private static String page(String sentence, String form) {
    return PAGE.replace("{sentence}", sentence).replace("{form}", form);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  static void style(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().close();
      send(exchange, 200, "text/css", STYLE);
    }
  }

  static void send(HttpExchange exchange, int status, String page) throws IOException {
    send(exchange, status, "text/html", page);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Content-Security-Policy", CONTENT_POLICY);
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String resource(String name) {
    try (InputStream content = SignInPage.class.getResourceAsStream(name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
