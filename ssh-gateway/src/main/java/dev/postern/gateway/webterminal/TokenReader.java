package dev.postern.gateway.webterminal;

import dev.postern.identity.Account;
import dev.postern.identity.Roles;
import dev.postern.identity.TokenActor;
import dev.postern.problem.Problem;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads bearer tokens: signature, issuer, audience and expiry are OIDC's, the account is ours. */
@ApplicationScoped
class TokenReader {

  private final TenantIdentityProvider provider;

  TokenReader(TenantIdentityProvider provider) {
    this.provider = provider;
  }

  /** Fails with {@link Problem}. */
  Uni<SignedInUser> read(String token) {
    return Uni.createFrom()
        .deferred(() -> provider.authenticate(new AccessTokenCredential(token)))
        .onFailure(AuthenticationFailedException.class)
        .transform(failure -> HandshakeProblems.unauthorized())
        .onFailure(failure -> !(failure instanceof Problem))
        .transform(failure -> HandshakeProblems.unavailable())
        .map(TokenReader::user);
  }

  private static SignedInUser user(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken)) {
      throw HandshakeProblems.unauthorized();
    }
    JsonWebToken token = (JsonWebToken) identity.getPrincipal();
    String account =
        Account.of(token)
            .filter(name -> identity.hasRole(Roles.USER))
            .orElseThrow(
                () ->
                    Problem.forbidden(
                        "A terminal is for an account's own people: role user, claim account."));
    return new SignedInUser(
        account,
        Instant.ofEpochSecond(token.getExpirationTime()),
        TokenActor.of(identity).orElse(null));
  }
}
