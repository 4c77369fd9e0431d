package dev.postern.credential.signin;

import dev.postern.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The bearer of the request's token. */
@RequestScoped
public class Caller {

  private final JsonWebToken token;
  private final SecurityIdentity identity;

  Caller(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /**
   * @return the claim {@code account}
   * @throws Problem 403 where the token has none
   */
  public String account() {
    String account = token.getClaim("account");
    if (account == null || account.isBlank()) {
      throw Problem.forbidden("The token has no account: sign in with one that has.");
    }
    return account;
  }

  /** What is written down as the one who asked. */
  public String requestedBy() {
    return account();
  }

  /** Which containers the caller may read. */
  public Scope reading() {
    boolean all =
        identity.hasRole(Role.PLATFORM)
            || identity.hasRole(Role.OPERATOR)
            || identity.hasRole(Role.AUDITOR);
    return all ? Scope.EVERY_ACCOUNT : Scope.only(account());
  }

  /** Which containers the caller may change: operators and auditors only read others' ones. */
  public Scope changing() {
    return identity.hasRole(Role.PLATFORM) ? Scope.EVERY_ACCOUNT : Scope.only(account());
  }

  /**
   * @return the name of the calling service: the claim {@code azp} (OpenID Connect Core, section 2)
   */
  public Optional<String> service() {
    return identity.hasRole(Role.SERVICE)
        ? Optional.ofNullable(token.getClaim("azp"))
        : Optional.empty();
  }
}
