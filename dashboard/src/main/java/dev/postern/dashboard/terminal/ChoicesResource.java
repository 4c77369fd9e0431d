package dev.postern.dashboard.terminal;

import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The menu of containers of which another terminal can be opened, filled when it is opened. */
@Path("/terminal/choices")
@RolesAllowed(Roles.USER)
class ChoicesResource {

  private final ChoiceReader choices;
  private final Frames frames;

  ChoicesResource(ChoiceReader choices, Frames frames) {
    this.choices = choices;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance choices(Part<List<Choice>> choices);
  }

  @GET
  public Uni<TemplateInstance> menu() {
    return choices.all().map(all -> frames.in(Templates.choices(all)));
  }
}
