package dev.postern.dashboard.signin;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The person who looks at the page, as the access token says. It decides only what is offered; what
 * is allowed the services decide.
 */
@RequestScoped
public class SignedIn {

  private final JsonWebToken token;
  private final SecurityIdentity identity;

  SignedIn(JsonWebToken token, SecurityIdentity identity) {
    this.token = token;
    this.identity = identity;
  }

  /** The account; the name of a person without one. */
  public String account() {
    Object account = token.getClaim("account");
    return account instanceof String name ? name : identity.getPrincipal().getName();
  }

  /** Whether the containers, keys and mails are the person's own. */
  public boolean isOwner() {
    return identity.hasRole(Roles.USER);
  }

  /** Whether a new password may be asked for. */
  public boolean mayReset() {
    return isOwner() || identity.hasRole(Roles.PLATFORM);
  }

  /** Whether there is a delivery history to see. */
  public boolean readsMails() {
    return isOwner() || readsAll();
  }

  /** Whether a check of a container's SSH may be asked for. */
  public boolean mayCheck() {
    return mayReset() || identity.hasRole(Roles.OPERATOR);
  }

  /** Whether keys can be seen. */
  public boolean readsKeys() {
    return isOwner() || readsAll();
  }

  /** Whether every account's containers are shown. */
  public boolean readsAllContainers() {
    return readsAll() || identity.hasRole(Roles.PLATFORM);
  }

  /** Until when the access token says so. */
  public Instant until() {
    return Instant.ofEpochSecond(token.getExpirationTime());
  }

  /** Whether the person runs Postern. */
  public boolean isOperator() {
    return identity.hasRole(Roles.OPERATOR);
  }

  /** Whether everything can be seen. */
  public boolean readsAll() {
    return isOperator() || identity.hasRole(Roles.AUDITOR);
  }

  /**
   * For pages that do not exist for others.
   *
   * @throws NotFoundException for others
   */
  public void mustBeOperator() {
    mustBe(isOperator());
  }

  /**
   * For pages that only operators and auditors have.
   *
   * @throws NotFoundException for others
   */
  public void mustReadAll() {
    mustBe(readsAll());
  }

  private static void mustBe(boolean allowed) {
    if (!allowed) {
      throw new NotFoundException();
    }
  }
}
