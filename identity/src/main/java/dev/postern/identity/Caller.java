package dev.postern.identity;

import dev.postern.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The bearer of the request's token. */
@RequestScoped
public class Caller {

  private final JsonWebToken token;
  private final SecurityIdentity identity;

  public Caller(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /**
   * The account that the token is for.
   *
   * @throws Problem 403 where the token has none, or one that no account can have
   */
  public String account() {
    return Account.of(token)
        .orElseThrow(
            () ->
                Problem.forbidden(
                    "Your token names no account; sign in with one, or ask for the claim"
                        + " \"account\"."));
  }

  /** Whose things the caller may read. */
  public Scope reading() {
    boolean all =
        Stream.of(Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR).anyMatch(identity::hasRole);
    return all ? Scope.everyAccount() : Scope.only(account());
  }

  /**
   * Whose things a list shows.
   *
   * @param asked the parameter {@code account}; null where it was not given
   * @throws Problem 403 where a user names another account
   */
  public Scope reading(String asked) {
    return reading().narrowedTo(asked);
  }

  /** Whose things the caller may change: operators and auditors only read others' ones. */
  public Scope changing() {
    return identity.hasRole(Roles.PLATFORM) ? Scope.everyAccount() : Scope.only(account());
  }

  /**
   * @return the name of the calling service: the claim {@code azp} (OpenID Connect Core, section 2)
   */
  public Optional<String> service() {
    return identity.hasRole(Roles.SERVICE) ? Claims.text(token, "azp") : Optional.empty();
  }
}
