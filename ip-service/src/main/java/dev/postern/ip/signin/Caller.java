package dev.postern.ip.signin;

import dev.postern.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The account or service behind the request. */
@RequestScoped
public class Caller {

  private final SecurityIdentity identity;
  private final JsonWebToken token;

  Caller(SecurityIdentity identity, JsonWebToken token) {
    this.identity = identity;
    this.token = token;
  }

  /**
   * Whose things the caller may change: its own account's, or null, which is any, for platform
   * services.
   */
  public String changes() {
    return identity.hasRole("platform") ? null : account();
  }

  /**
   * Whose things the caller may see.
   *
   * @param asked the account that it asks for; null where it does not
   * @return null for all
   */
  public String sees(String asked) {
    return seesAll() ? asked : account();
  }

  private boolean seesAll() {
    return identity.hasRole("platform")
        || identity.hasRole("operator")
        || identity.hasRole("auditor");
  }

  /** The account that the token names; for platform services their own. */
  public String account() {
    String account = token.getClaim("account");
    if (account == null || account.isBlank()) {
      throw Problem.forbidden("The token names no account.");
    }
    return account;
  }
}
