package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.ContainerReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** Rows of the home page, which an open page fetches again when they changed. */
@Path("/rows")
@Authenticated
class RowsResource {

  private final ContainerReader containers;
  private final Frames frames;

  RowsResource(ContainerReader containers, Frames frames) {
    this.containers = containers;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance rows(Frame frame, List<ContainerRow> rows);
  }

  /** Without those that are gone, or not the person's to see. */
  @GET
  public Uni<TemplateInstance> rows(@QueryParam("id") List<String> ids) {
    return containers
        .present(ids)
        .map(
            found ->
                frames.in(
                    Templates.rows(
                        frames.of("containers"),
                        found.stream().map(c -> ContainerRow.of(c, frames.words())).toList())));
  }
}
