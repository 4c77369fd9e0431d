package dev.postern.notification.signin;

import dev.postern.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, as the token says. */
@RequestScoped
public class Caller {

  private final JsonWebToken token;
  private final SecurityIdentity identity;

  Caller(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /** The account of the token; a token without one is refused with 403. */
  public String account() {
    String account = token.getClaim("account");
    if (account == null || account.isBlank()) {
      throw Problem.forbidden("Your token names no account.");
    }
    return account;
  }

  public boolean readsAll() {
    return identity.hasRole(Roles.OPERATOR) || identity.hasRole(Roles.AUDITOR);
  }

  /**
   * Whose things a list shows.
   *
   * @param asked the {@code account} parameter; null where it was not given
   * @return empty for all accounts
   */
  public Optional<String> visible(String asked) {
    if (readsAll()) {
      return Optional.ofNullable(asked);
    }
    if (asked != null && !asked.equals(account())) {
      throw Problem.forbidden("Only an operator or an auditor may name an account.");
    }
    return Optional.of(account());
  }
}
