package dev.postern.backends.signin;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients call themselves: they prove who they are with their secret, in the Authorization
 * header or in the form (RFC 6749, section 2.3.1).
 */
final class AuthenticatedClientEndpoint implements HttpHandler {

  private static final int LARGEST_BODY = 16 * 1024;

  /** What is answered to a client that has proven itself. */
  @FunctionalInterface
  interface Call {
    String answer(OAuthClient client, Form form) throws OAuthErrorException;
  }

  /** The parameters of a request; one that is absent is empty. */
  record Form(Map<String, List<String>> parameters) {
    String get(String name) {
      return parameters.getOrDefault(name, List.of("")).get(0);
    }
  }

  private final ClientSecrets secrets;
  private final Call call;

  AuthenticatedClientEndpoint(ClientSecrets secrets, Call call) {
    this.secrets = secrets;
    this.call = call;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Pragma", "no-cache");
      try {
        HTTPRequest request = request(exchange);
        JsonDocumentHandler.send(exchange, 200, call.answer(authenticated(request), form(request)));
      } catch (OAuthErrorException refusal) {
        refusal
            .challenge()
            .ifPresent(c -> exchange.getResponseHeaders().set("WWW-Authenticate", c));
        JsonDocumentHandler.send(
            exchange,
            refusal.error().getHTTPStatusCode(),
            refusal.error().toJSONObject().toJSONString());
      }
    }
  }

  private static HTTPRequest request(HttpExchange exchange)
      throws IOException, OAuthErrorException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (!exchange.getRequestMethod().equals("POST") || body.length > LARGEST_BODY) {
      throw new OAuthErrorException(OAuth2Error.INVALID_REQUEST);
    }
    // The library reads headers and form; the address plays no part in that.
    var request = new HTTPRequest(HTTPRequest.Method.POST, URI.create("http://localhost/token"));
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    request.setBody(new String(body, StandardCharsets.UTF_8));
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .ifPresent(request::setAuthorization);
    return request;
  }

  private OAuthClient authenticated(HTTPRequest request) throws OAuthErrorException {
    Optional<String> challenge =
        Optional.ofNullable(request.getAuthorization()).map(any -> "Basic realm=\"postern\"");
    try {
      if (ClientAuthentication.parse(request) instanceof PlainClientSecret offered
          && secrets.match(
              offered.getClientID().getValue(), offered.getClientSecret().getValue())) {
        return OAuthClient.known(offered.getClientID().getValue())
            .orElseThrow(() -> new OAuthErrorException(OAuth2Error.INVALID_CLIENT, challenge));
      }
    } catch (ParseException e) {
      // Unreadable credentials are wrong ones.
    }
    throw new OAuthErrorException(OAuth2Error.INVALID_CLIENT, challenge);
  }

  private static Form form(HTTPRequest request) throws OAuthErrorException {
    try {
      return new Form(request.getBodyAsFormParameters());
    } catch (ParseException e) {
      throw new OAuthErrorException(OAuth2Error.INVALID_REQUEST);
    }
  }
}
