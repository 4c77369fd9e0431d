package dev.postern.dashboard.page;

import io.quarkus.qute.TemplateGlobal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Styles and scripts have an address that names their content, so that a browser keeps them and
 * asks for them no more: {@code /static/DIGEST/app.css} is {@code /app.css}.
 */
@ApplicationScoped
class StaticFiles {

  private static final String FOLDER = "/static/";
  private static final String FILE = ".*\\.(css|js)";
  private static final String KEPT = StaticFiles.class.getName();
  private static final String FOREVER = "public, max-age=31536000, immutable";

  @TemplateGlobal
  static final class Address {

    private Address() {}

    /** What an address of a style sheet or a script begins with. */
    static String files() {
      return FOLDER + StaticDigest.OF_ALL;
    }
  }

  void register(@Observes Router router) {
    router.get().order(Integer.MIN_VALUE).handler(StaticFiles::keep);
    router.get(FOLDER + ":digest/*").handler(StaticFiles::serve);
  }

  /**
   * The page may be from a replica of another version: what this one has is then not what the
   * address names, and a browser asks for it again.
   */
  private static void serve(RoutingContext routing) {
    String digest = routing.pathParam("digest");
    String file = routing.normalizedPath().substring(FOLDER.length() + digest.length());
    if (file.matches(FILE)) {
      routing.put(KEPT, digest.equals(StaticDigest.OF_ALL));
      routing.reroute(file);
    } else {
      routing.next();
    }
  }

  /** Sending a request on takes its headers away; this comes after that. */
  private static void keep(RoutingContext routing) {
    if (Boolean.TRUE.equals(routing.get(KEPT))) {
      routing.addHeadersEndHandler(headers -> keep(routing.response()));
    }
    routing.next();
  }

  private static void keep(HttpServerResponse response) {
    if (response.getStatusCode() == 200) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, FOREVER);
    }
  }
}
