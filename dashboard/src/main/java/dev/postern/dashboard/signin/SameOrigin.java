package dev.postern.dashboard.signin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;

/**
 * Refuses what a page of another origin sends: the second lock beside the token in each form, and
 * the one that holds where an attacker can set cookies for this host.
 */
@ApplicationScoped
public class SameOrigin {

  private static final int BEFORE_SIGN_IN = 10_000;
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  void register(@Observes Filters filters) {
    filters.register(SameOrigin::check, BEFORE_SIGN_IN);
  }

  private static void check(RoutingContext context) {
    if (READS.contains(context.request().method()) || isOwn(context)) {
      context.next();
    } else {
      context.response().setStatusCode(403).end();
    }
  }

  /**
   * Whether a page of this host asks, and says so. A WebSocket is opened by GET, and by any page
   * that a browser shows, with this host's cookies.
   */
  public static boolean isOwnPage(RoutingContext context) {
    return context.request().getHeader("Origin") != null && isOwn(context);
  }

  /** Programs send neither header; they have no cookies that another site could use. */
  private static boolean isOwn(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = context.request().getHeader("Origin");
    return origin == null || authority(origin).equals(context.request().authority().toString());
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
