package dev.postern.backends.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;

/**
 * The end of a sign-in (OpenID Connect RP-Initiated Logout 1.0). There is no session to end here:
 * the client has its refresh token revoked, and the person is sent back to its page.
 */
final class SignOutEndpoint implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().close();
      Optional<URI> page = page(exchange.getRequestURI().getRawQuery());
      if (page.isPresent()) {
        Redirect.to(exchange, page.get());
      } else {
        SignInPage.send(exchange, 200, SignInPage.signedOut());
      }
    }
  }

  private static Optional<URI> page(String query) {
    try {
      LogoutRequest request = LogoutRequest.parse(query);
      return Optional.ofNullable(request.getPostLogoutRedirectionURI())
          .filter(uri -> request.getClientID() != null)
          .filter(uri -> AllowedRedirects.mayEndAt(request.getClientID().getValue(), uri))
          .map(uri -> withState(uri, request.getState()));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static URI withState(URI page, State state) {
    return state == null
        ? page
        : URI.create(page + "?state=" + URLEncoder.encode(state.getValue(), UTF_8));
  }
}
