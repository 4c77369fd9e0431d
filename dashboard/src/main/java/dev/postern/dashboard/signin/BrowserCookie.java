package dev.postern.dashboard.signin;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which browser it is, by a cookie that says nothing else: signing out ends what this one has open,
 * whichever tokens it was opened with.
 */
@RequestScoped
public class BrowserCookie {

  private static final String COOKIE = "browser";
  private static final Pattern ID = Pattern.compile("[a-f0-9-]{36}");

  private final HttpHeaders headers;
  private final UriInfo uri;

  BrowserCookie(HttpHeaders headers, UriInfo uri) {
    this.headers = headers;
    this.uri = uri;
  }

  public static Optional<String> of(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(COOKIE))
        .map(Cookie::getValue)
        .filter(BrowserCookie::isId);
  }

  public Optional<String> id() {
    return Optional.ofNullable(headers.getCookies().get(COOKIE))
        .map(jakarta.ws.rs.core.Cookie::getValue)
        .filter(BrowserCookie::isId);
  }

  /** The cookie as it is, or a first one. */
  public NewCookie cookie() {
    return new NewCookie.Builder(COOKIE)
        .value(id().orElseGet(() -> UUID.randomUUID().toString()))
        .path("/")
        .httpOnly(true)
        .secure("https".equals(uri.getBaseUri().getScheme()))
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  private static boolean isId(String value) {
    return ID.matcher(value).matches();
  }
}
