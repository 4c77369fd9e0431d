package dev.postern.gateway.signin;

import dev.postern.problem.Names;
import dev.postern.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The account and roles of the request's token. */
@RequestScoped
public class Caller {

  private static final String CLAIM = "account";
  private static final Pattern ACCOUNT = Pattern.compile(Names.PATTERN);

  private final JsonWebToken token;
  private final SecurityIdentity identity;

  Caller(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /**
   * The account that the token is for.
   *
   * @throws Problem 403 where the token has none, or one that no account can have
   */
  public String account() {
    String account = token.getClaim(CLAIM);
    if (account == null || !ACCOUNT.matcher(account).matches()) {
      throw Problem.forbidden(
          "Your token names no account; sign in with one, or ask for the claim \"account\".");
    }
    return account;
  }

  /**
   * Whose things a list shows.
   *
   * @param asked the {@code account} parameter; null where it was not given
   * @return empty for all accounts
   * @throws Problem 403 where a user names another account, be there one or not
   */
  public Optional<String> visible(String asked) {
    if (readsAll()) {
      return Optional.ofNullable(asked);
    }
    String own = account();
    if (asked != null && !asked.equals(own)) {
      throw Problem.forbidden("Only an operator or an auditor may name an account.");
    }
    return Optional.of(own);
  }

  private boolean readsAll() {
    return identity.hasRole(Roles.OPERATOR) || identity.hasRole(Roles.AUDITOR);
  }
}
