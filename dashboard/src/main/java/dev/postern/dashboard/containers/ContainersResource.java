package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.resets.Progress;
import dev.postern.dashboard.resets.ProgressReader;
import dev.postern.dashboard.services.Contact;
import dev.postern.dashboard.services.ContactReader;
import dev.postern.dashboard.services.Part;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/** The home page: a person's containers, and the progress of a set of resets beside them. */
@Path("/")
@Authenticated
class ContainersResource {

  private final OverviewReader overview;
  private final ContactReader contact;
  private final SharedReader shared;
  private final ProgressReader progress;
  private final Frames frames;

  ContainersResource(
      OverviewReader overview,
      ContactReader contact,
      SharedReader shared,
      ProgressReader progress,
      Frames frames) {
    this.overview = overview;
    this.contact = contact;
    this.shared = shared;
    this.progress = progress;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance containers(
        Frame frame,
        Part<Overview> overview,
        Part<Contact> contact,
        Part<SharedContainers> shared,
        Progress progress);
  }

  @GET
  public Uni<TemplateInstance> page(
      @QueryParam("filter") @DefaultValue("") String filter,
      @QueryParam("sort") @DefaultValue(ListQuery.BY_PLACE) String sort,
      @QueryParam("at") String cursor,
      @QueryParam("resets") String resets) {
    return Uni.combine()
        .all()
        .unis(
            Part.of(overview.read(new ListQuery(filter.strip(), sort, cursor))),
            contact.of(frames.offers().owner()),
            shared.of(frames.offers().owner(), filter.strip()),
            progress(resets))
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.containers(
                        frames.of("containers"),
                        parts.getItem1(),
                        parts.getItem2(),
                        parts.getItem3(),
                        parts.getItem4().orElse(null))));
  }

  private Uni<Optional<Progress>> progress(String resets) {
    return resets == null
        ? Uni.createFrom().item(Optional.empty())
        : progress.of(resets).map(Optional::of);
  }
}
