package dev.postern.idempotency;

import dev.postern.identity.Account;
import dev.postern.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The {@code Idempotency-Key} of the request, and whose and what for it is. */
@RequestScoped
class RequestKey {

  private static final String HEADER = "Idempotency-Key";
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final HttpHeaders headers;
  private final Request request;
  private final UriInfo uri;
  private final JsonWebToken token;

  RequestKey(HttpHeaders headers, Request request, UriInfo uri, JsonWebToken token) {
    this.headers = headers;
    this.request = request;
    this.uri = uri;
    this.token = token;
  }

  /**
   * @throws Problem 400 where the header is not 1 to 255 visible characters
   */
  Optional<String> value() {
    Optional<String> key = Optional.ofNullable(headers.getHeaderString(HEADER));
    if (key.isPresent() && !VISIBLE.matcher(key.get()).matches()) {
      throw Problem.badRequest("The Idempotency-Key must be 1 to 255 visible ASCII characters.");
    }
    return key;
  }

  /** A key counts for one account, method and path; without an account, for who signed in. */
  String scope() {
    return Account.of(token).orElseGet(() -> "subject " + token.getSubject())
        + " "
        + request.getMethod()
        + " "
        + uri.getRequestUri().getRawPath()
        + query();
  }

  private String query() {
    String query = uri.getRequestUri().getRawQuery();
    return query == null ? "" : "?" + query;
  }
}
