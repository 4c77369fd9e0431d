package dev.postern.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * 401 with the challenge of RFC 6750 section 3, and 403. Neither says which of the token's claims
 * was wrong.
 */
public class SignInProblems {

  @ServerExceptionMapper(UnauthorizedException.class)
  Response unauthorized(UnauthorizedException e) {
    return challenge("Bearer");
  }

  @ServerExceptionMapper(AuthenticationFailedException.class)
  Response authenticationFailed(AuthenticationFailedException e) {
    return challenge("Bearer error=\"invalid_token\"");
  }

  @ServerExceptionMapper(ForbiddenException.class)
  Response forbidden(ForbiddenException e) {
    return ProblemResponses.of(
        ProblemType.FORBIDDEN,
        "Your token does not have the role that this call needs; sign in with an account that has it.");
  }

  private static Response challenge(String challenge) {
    return ProblemResponses.builder(
            ProblemType.UNAUTHENTICATED,
            "Send a valid bearer token in the Authorization header; it must be issued for this service and not be expired.",
            List.of())
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }
}
