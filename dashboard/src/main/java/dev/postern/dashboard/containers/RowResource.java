package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * One row of the home page, which an open page fetches again while a password is on its way. A
 * class of its own: below a shorter path the pages of a container would hide it.
 */
@Path("/containers/{id: " + Ids.PATTERN + "}/row")
@Authenticated
class RowResource {

  private final ContainersApi api;
  private final Frames frames;

  RowResource(@RestClient ContainersApi api, Frames frames) {
    this.api = api;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance row(Frame frame, ContainerRow row);
  }

  @GET
  public Uni<TemplateInstance> row(@PathParam("id") String id) {
    return api.get(id)
        .map(
            container ->
                frames.in(
                    Templates.row(
                        frames.of("containers"), ContainerRow.of(container, frames.words()))));
  }
}
