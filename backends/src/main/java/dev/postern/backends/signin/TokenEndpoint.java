package dev.postern.backends.signin;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.postern.backends.signin.AuthenticatedClientEndpoint.Form;
import dev.postern.backends.signin.RefreshTokens.SignIn;
import java.util.UUID;

/**
 * The grants of the token endpoint: client credentials (RFC 6749, section 4.4), and for the client
 * that signs people in, a code (section 4.1.3) and a refresh token (section 6).
 */
final class TokenEndpoint implements AuthenticatedClientEndpoint.Call {

  private final TokenMint mint;
  private final AuthorizationCodes codes;
  private final RefreshTokens refreshTokens;

  TokenEndpoint(TokenMint mint, AuthorizationCodes codes, RefreshTokens refreshTokens) {
    this.mint = mint;
    this.codes = codes;
    this.refreshTokens = refreshTokens;
  }

  @Override
  public String answer(OAuthClient client, Form form) throws OAuthErrorException {
    String grant = form.get("grant_type");
    if (grant.isEmpty()) {
      throw new OAuthErrorException(OAuth2Error.INVALID_REQUEST);
    }
    return switch (grant) {
      case "client_credentials" -> ofItsOwn(client);
      case "authorization_code" -> ofCode(client, form);
      case "refresh_token" -> refreshed(client, form);
      default -> throw new OAuthErrorException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    };
  }

  private String ofItsOwn(OAuthClient client) {
    return new AccessTokenResponse(new Tokens(bearer(mint.token(client)), null))
        .toJSONObject()
        .toJSONString();
  }

  private String ofCode(OAuthClient client, Form form) throws OAuthErrorException {
    AuthorizationCodes.Granted granted =
        codes
            .redeem(form.get("code"))
            .filter(code -> code.request().client().equals(client.id()))
            .filter(code -> code.request().redirect().toString().equals(form.get("redirect_uri")))
            .filter(code -> Pkce.matches(code.request(), form.get("code_verifier")))
            .orElseThrow(() -> new OAuthErrorException(OAuth2Error.INVALID_GRANT));
    var signIn = new SignIn(UUID.randomUUID(), client.id(), granted.account());
    return tokens(signIn, granted.request().nonce());
  }

  private String refreshed(OAuthClient client, Form form) throws OAuthErrorException {
    SignIn signIn =
        refreshTokens
            .use(form.get("refresh_token"), client.id())
            .orElseThrow(() -> new OAuthErrorException(OAuth2Error.INVALID_GRANT));
    return tokens(signIn, null);
  }

  /**
   * @param nonce null where there is none
   */
  private String tokens(SignIn signIn, Nonce nonce) {
    return new OIDCTokenResponse(
            new OIDCTokens(
                mint.idToken(signIn, nonce),
                bearer(mint.token(signIn)),
                new RefreshToken(refreshTokens.issue(signIn))))
        .toJSONObject()
        .toJSONString();
  }

  private static BearerAccessToken bearer(String token) {
    return new BearerAccessToken(token, TokenMint.LIFE.toSeconds(), null);
  }
}
