package dev.postern.backends.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.postern.backends.signin.RefreshTokens.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the JWTs that the services take: what they say about a client, and for how long. */
record TokenMint(String issuer, SigningKey key) {

  static final Duration LIFE = Duration.ofHours(1);

  String token(OAuthClient client) {
    return token(client, Instant.now());
  }

  /** One that has only so long to live. */
  String token(OAuthClient client, Duration left) {
    return token(client, Instant.now().minus(LIFE).plus(left));
  }

  String expiredToken(OAuthClient client) {
    return token(client, Instant.now().minus(LIFE).minus(LIFE));
  }

  private String token(OAuthClient client, Instant issued) {
    return key.sign(access(client, client.id(), issued).build());
  }

  /** The access token of a person who signed in at a client. */
  String token(SignIn signIn) {
    OAuthClient account = OAuthClient.account(signIn.account());
    return key.sign(
        access(account, signIn.client(), Instant.now())
            .claim("sid", signIn.id().toString())
            .build());
  }

  /**
   * Tells the client who signed in (OpenID Connect Core 1.0, section 2).
   *
   * @param nonce null where the client sent none
   */
  String idToken(SignIn signIn, Nonce nonce) {
    var claims =
        claims(OAuthClient.account(signIn.account()), signIn.client(), Instant.now())
            .audience(signIn.client())
            .claim("sid", signIn.id().toString());
    Optional.ofNullable(nonce).ifPresent(n -> claims.claim("nonce", n.getValue()));
    return key.sign(claims.build());
  }

  private JWTClaimsSet.Builder access(OAuthClient client, String authorized, Instant issued) {
    return claims(client, authorized, issued).audience(OAuthClient.SERVICES);
  }

  /**
   * @param authorized the client that has the token
   */
  private JWTClaimsSet.Builder claims(OAuthClient client, String authorized, Instant issued) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(client.id())
            .claim("azp", authorized)
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(issued.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString())
            .claim("roles", List.of(client.role()));
    client.account().ifPresent(account -> claims.claim("account", account));
    return claims;
  }
}
