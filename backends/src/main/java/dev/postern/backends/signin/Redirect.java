package dev.postern.backends.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;

/** Sends a browser on (RFC 6749, section 4.1.2), with the issuer's name in it (RFC 9207). */
final class Redirect {

  private Redirect() {}

  static URI code(SignInRequest request, String code, String issuer) {
    return new AuthenticationSuccessResponse(
            request.redirect(),
            new AuthorizationCode(code),
            null,
            null,
            request.state(),
            null,
            new Issuer(issuer),
            ResponseMode.QUERY)
        .toURI();
  }

  static URI error(URI back, State state, ErrorObject error) {
    return new AuthenticationErrorResponse(back, error, state, ResponseMode.QUERY).toURI();
  }

  /** 303: whatever the browser sent, it fetches the next page. */
  static void to(HttpExchange exchange, URI page) throws IOException {
    exchange.getResponseHeaders().set("Location", page.toString());
    exchange.sendResponseHeaders(303, -1);
  }
}
