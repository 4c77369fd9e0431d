package dev.postern.dashboard.page;

import dev.postern.dashboard.services.Outages;
import dev.postern.dashboard.services.ServiceProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever was thrown, as a page with a sentence and the way on. */
class ErrorPages {

  private static final Logger LOG = Logger.getLogger(ErrorPages.class);

  private final Frames frames;

  ErrorPages(Frames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance error(Frame frame, String title, String sentence);
  }

  /** A service's refusal where no form is there to show it at. */
  @ServerExceptionMapper
  Uni<Response> refused(ServiceProblem problem) {
    Texts texts = frames.words().texts();
    return switch (problem.status()) {
      case 401, 403 -> page(403, texts.notAllowedTitle(), texts.notAllowed());
      case 404 -> page(404, texts.notFoundTitle(), texts.notFound());
      default ->
          page(problem.status(), texts.refusedTitle(), frames.words().said(problem.getMessage()));
    };
  }

  @ServerExceptionMapper
  Uni<Response> forbidden(ForbiddenException e) {
    Texts texts = frames.words().texts();
    return page(403, texts.notAllowedTitle(), texts.notAllowed());
  }

  @ServerExceptionMapper
  Uni<Response> status(WebApplicationException e) {
    if (Outages.isOutage(e)) {
      return unexpected(e);
    }
    Response original = e.getResponse();
    if (original.getStatus() < 400 || original.hasEntity()) {
      return Uni.createFrom().item(original);
    }
    Texts texts = frames.words().texts();
    return switch (original.getStatus()) {
      case 400 -> page(400, texts.formTitle(), texts.form());
      case 403 -> page(403, texts.notAllowedTitle(), texts.notAllowed());
      case 404 -> page(404, texts.notFoundTitle(), texts.notFound());
      // The address of a form, after a sign-in in the middle of it: nothing is there to look at.
      case 405 -> Uni.createFrom().item(Response.seeOther(URI.create("/")).build());
      default -> page(original.getStatus(), texts.refusedTitle(), texts.unreadable());
    };
  }

  @ServerExceptionMapper
  Uni<Response> unexpected(Throwable e) {
    Texts texts = frames.words().texts();
    if (Outages.isOutage(e)) {
      LOG.warnf("A page cannot be shown because a service gives no answer cause=%s", e);
      return page(503, texts.downTitle(), texts.down());
    }
    UUID occurrence = UUID.randomUUID();
    LOG.errorf(e, "Page failed occurrence=%s", occurrence);
    return page(500, texts.brokenTitle(), texts.broken(occurrence.toString()));
  }

  /** Without the frame of the other pages: its forms need what a refused request may not have. */
  private Uni<Response> page(int status, String title, String sentence) {
    return frames
        .in(Templates.error(frames.outside(), title, sentence))
        .createUni()
        .map(html -> Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(html).build());
  }
}
