package dev.postern.dashboard.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * A browser asks for the style sheet as soon as it has a page's headers, and not only when it comes
 * to parse the page (RFC 8288).
 */
class StyleSheetHint {

  @ServerResponseFilter
  void hint(ContainerRequestContext request, ContainerResponseContext response) {
    String accepted = request.getHeaderString("Accept");
    if (accepted != null && accepted.startsWith(MediaType.TEXT_HTML)) {
      response
          .getHeaders()
          .putSingle(
              "Link", "<" + StaticFiles.Address.files() + "/app.css>; rel=preload; as=style");
    }
  }
}
