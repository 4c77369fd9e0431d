package dev.postern.dashboard.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The navigation, whose numbers an open page fetches again when they changed. */
@Path("/navigation")
class NavigationResource {

  private final Frames frames;

  NavigationResource(Frames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance navigation(Frame frame);
  }

  @GET
  @Authenticated
  public TemplateInstance navigation() {
    return frames.in(Templates.navigation(frames.of("")));
  }
}
