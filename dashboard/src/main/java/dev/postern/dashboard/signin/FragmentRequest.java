package dev.postern.dashboard.signin;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A script that fetches a part of a page, or listens to a stream, cannot follow a redirect to the
 * issuer: it is told 499, and loads the page again, which can.
 */
@ApplicationScoped
class FragmentRequest implements JavaScriptRequestChecker {

  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    return "true".equals(context.request().getHeader("HX-Request"))
        || (accept != null && accept.startsWith("text/event-stream"));
  }
}
