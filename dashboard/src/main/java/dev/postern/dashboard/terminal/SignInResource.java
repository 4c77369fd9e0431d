package dev.postern.dashboard.terminal;

import dev.postern.dashboard.signin.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Asked before each WebSocket but a page's first, whose handshake can renew no sign-in: this renews
 * it where it is time.
 */
@Path("/terminal/sign-in")
@RolesAllowed(Roles.USER)
class SignInResource {

  private final JsonWebToken token;

  SignInResource(JsonWebToken token) {
    this.token = token;
  }

  /** Seconds for which the sign-in is good without being renewed. */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String left() {
    return Long.toString(secondsLeft(token));
  }

  static long secondsLeft(JsonWebToken token) {
    return token.getExpirationTime() - Instant.now().getEpochSecond();
  }
}
