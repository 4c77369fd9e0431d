package dev.postern.dashboard.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Pages are a person's: no proxy keeps them, and "back" after signing out shows none. */
class NotCached {

  @ServerResponseFilter
  void forbid(ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getHeaders().putSingle(HttpHeaders.VARY, "Cookie, Accept-Language, HX-Request");
  }
}
