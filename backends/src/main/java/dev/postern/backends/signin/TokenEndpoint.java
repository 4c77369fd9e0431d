package dev.postern.backends.signin;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Client credentials for a token (RFC 6749, section 4.4), the client's secret in the Authorization
 * header or in the form (section 2.3.1). Errors are those of section 5.2.
 */
final class TokenEndpoint implements HttpHandler {

  private static final int LARGEST_BODY = 16 * 1024;

  private final ClientSecrets secrets;
  private final TokenMint mint;

  TokenEndpoint(ClientSecrets secrets, TokenMint mint) {
    this.secrets = secrets;
    this.mint = mint;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Pragma", "no-cache");
      try {
        Document.send(exchange, 200, answer(request(exchange)));
      } catch (Refusal refusal) {
        refusal
            .challenge()
            .ifPresent(c -> exchange.getResponseHeaders().set("WWW-Authenticate", c));
        Document.send(
            exchange,
            refusal.error().getHTTPStatusCode(),
            refusal.error().toJSONObject().toJSONString());
      }
    }
  }

  private static HTTPRequest request(HttpExchange exchange) throws IOException, Refusal {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (!exchange.getRequestMethod().equals("POST") || body.length > LARGEST_BODY) {
      throw new Refusal(OAuth2Error.INVALID_REQUEST);
    }
    // The library reads headers and form; the address plays no part in that.
    var request = new HTTPRequest(HTTPRequest.Method.POST, URI.create("http://localhost/token"));
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    request.setBody(new String(body, StandardCharsets.UTF_8));
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .ifPresent(request::setAuthorization);
    return request;
  }

  private String answer(HTTPRequest request) throws Refusal {
    Client client = authenticated(request);
    requireClientCredentials(request);
    var token = new BearerAccessToken(mint.token(client), TokenMint.LIFE.toSeconds(), null);
    return new AccessTokenResponse(new Tokens(token, null)).toJSONObject().toJSONString();
  }

  private Client authenticated(HTTPRequest request) throws Refusal {
    Optional<String> challenge =
        Optional.ofNullable(request.getAuthorization()).map(any -> "Basic realm=\"postern\"");
    try {
      if (ClientAuthentication.parse(request) instanceof PlainClientSecret offered
          && secrets.match(
              offered.getClientID().getValue(), offered.getClientSecret().getValue())) {
        return Client.known(offered.getClientID().getValue())
            .orElseThrow(() -> new Refusal(OAuth2Error.INVALID_CLIENT, challenge));
      }
    } catch (ParseException e) {
      // Unreadable credentials are wrong ones.
    }
    throw new Refusal(OAuth2Error.INVALID_CLIENT, challenge);
  }

  private static void requireClientCredentials(HTTPRequest request) throws Refusal {
    String grant = grant(request);
    if (grant.isEmpty()) {
      throw new Refusal(OAuth2Error.INVALID_REQUEST);
    }
    if (!grant.equals(GrantType.CLIENT_CREDENTIALS.getValue())) {
      throw new Refusal(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    }
  }

  private static String grant(HTTPRequest request) throws Refusal {
    try {
      return request.getBodyAsFormParameters().getOrDefault("grant_type", List.of("")).get(0);
    } catch (ParseException e) {
      throw new Refusal(OAuth2Error.INVALID_REQUEST);
    }
  }

  /** An error answer; {@code challenge} is for a client that tried the Authorization header. */
  private static final class Refusal extends Exception {
    private final transient ErrorObject error;
    private final transient Optional<String> challenge;

    Refusal(ErrorObject error) {
      this(error, Optional.empty());
    }

    Refusal(ErrorObject error, Optional<String> challenge) {
      super(error.getCode(), null, false, false);
      this.error = error;
      this.challenge = challenge;
    }

    ErrorObject error() {
      return error;
    }

    Optional<String> challenge() {
      return challenge;
    }
  }
}
