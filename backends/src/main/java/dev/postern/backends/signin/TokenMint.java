package dev.postern.backends.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Makes the JWTs that the services take: what they say about a client, and for how long. */
record TokenMint(String issuer, SigningKey key) {

  static final Duration LIFE = Duration.ofHours(1);

  String token(Client client) {
    return token(client, Instant.now());
  }

  /** One that has only so long to live. */
  String token(Client client, Duration left) {
    return token(client, Instant.now().minus(LIFE).plus(left));
  }

  String expiredToken(Client client) {
    return token(client, Instant.now().minus(LIFE).minus(LIFE));
  }

  private String token(Client client, Instant issued) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(client.id())
            .audience(Client.SERVICES)
            .claim("azp", client.id())
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(issued.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString())
            .claim("roles", List.of(client.role()));
    client.account().ifPresent(account -> claims.claim("account", account));
    return key.sign(claims.build());
  }
}
