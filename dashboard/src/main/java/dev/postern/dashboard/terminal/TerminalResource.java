package dev.postern.dashboard.terminal;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.Browser;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The page with a person's terminals. */
@Path("/containers/{id: " + Ids.PATTERN + "}")
@RolesAllowed(Roles.USER)
class TerminalResource {

  private final ContainersApi containers;
  private final Browser browser;
  private final Frames frames;

  TerminalResource(
      @RestClient ContainersApi containers, Browser browser, Frames frames) {
    this.containers = containers;
    this.browser = browser;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance terminal(
        Frame frame, Container container, Part<List<Choice>> choices, boolean libraries);
  }

  @GET
  @Path("/terminal")
  public Uni<Response> page(@PathParam("id") String id) {
    return Uni.combine()
        .all()
        .unis(containers.get(id), Part.of(choices()))
        .asTuple()
        .chain(
            parts ->
                frames
                    .in(
                        Templates.terminal(
                            frames.of("containers"),
                            parts.getItem1(),
                            parts.getItem2(),
                            Libraries.arePresent()))
                    .createUni())
        .map(html -> Response.ok(html, MediaType.TEXT_HTML_TYPE).cookie(browser.cookie()).build());
  }

  /** Those of the first page of the list: any other is opened from its own row. */
  private Uni<List<Choice>> choices() {
    return containers
        .list(null, null, ContainersApi.MOST, null)
        .map(page -> Choice.of(page.items()));
  }
}
