package dev.postern.backends.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The authorisation endpoint: shows the accounts as buttons, and brings a code to the client for
 * the one that was pressed. It keeps no session: each sign-in is a press.
 */
final class SignInEndpoint implements HttpHandler {

  private static final int LARGEST_BODY = 1024;
  private static final String FIELD = "account=";

  private final AuthorizationCodes codes;
  private final String issuer;

  SignInEndpoint(AuthorizationCodes codes, String issuer) {
    this.codes = codes;
    this.issuer = issuer;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
      serve(exchange, new String(body, StandardCharsets.UTF_8));
    }
  }

  private void serve(HttpExchange exchange, String form) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    try {
      Optional<SignInRequest> request = SignInRequest.of(query);
      if (request.isEmpty()) {
        SignInPage.send(exchange, 400, SignInPage.refusal());
      } else {
        serve(exchange, request.get(), query, form);
      }
    } catch (SignInRequest.Refused refused) {
      Redirect.to(exchange, refused.answer());
    }
  }

  private void serve(HttpExchange exchange, SignInRequest request, String query, String form)
      throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> SignInPage.send(exchange, 200, SignInPage.accounts(query));
      case "POST" -> signIn(exchange, request, query, form);
      default -> {
        exchange.getResponseHeaders().set("Allow", "GET, POST");
        exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private void signIn(HttpExchange exchange, SignInRequest request, String query, String form)
      throws IOException {
    String account = form.startsWith(FIELD) ? form.substring(FIELD.length()) : "";
    if (OAuthClient.ACCOUNTS.contains(account)) {
      Redirect.to(exchange, Redirect.code(request, codes.grant(request, account), issuer));
    } else {
      SignInPage.send(exchange, 400, SignInPage.accounts(query));
    }
  }
}
