package dev.postern.dashboard.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestForm;

/** Chooses the language; the browser keeps it. */
@Path("/language")
class LanguageResource {

  private static final int SECONDS = (int) Duration.ofDays(365).toSeconds();

  @POST
  @PermitAll
  public Response choose(@RestForm String language, HttpHeaders headers) {
    var answer = Response.seeOther(back(headers.getHeaderString("Referer")));
    if (Language.ALL.contains(language)) {
      answer.cookie(
          new NewCookie.Builder(Language.COOKIE)
              .value(language)
              .path("/")
              .maxAge(SECONDS)
              .httpOnly(true)
              .sameSite(NewCookie.SameSite.LAX)
              .build());
    }
    return answer.build();
  }

  /** The page that was looked at, on this host only: what it names elsewhere is cut off. */
  private static URI back(String referer) {
    try {
      URI page = URI.create(referer == null ? "/" : referer);
      String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
      String path = page.getRawPath() == null ? "" : page.getRawPath();
      return URI.create("/" + path.replaceFirst("^/+", "") + query);
    } catch (IllegalArgumentException e) {
      return URI.create("/");
    }
  }
}
