package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.Mail;
import dev.postern.dashboard.services.PasswordMails;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;

/** Rows of the home page, which an open page fetches again when they changed. */
@Path("/rows")
@Authenticated
class RowsResource {

  private final ContainerReader containers;
  private final PasswordMails mails;
  private final Frames frames;

  RowsResource(ContainerReader containers, PasswordMails mails, Frames frames) {
    this.containers = containers;
    this.mails = mails;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance rows(Frame frame, List<ContainerRow> rows);
  }

  /** Without those that are gone, or not the person's to see. */
  @GET
  public Uni<TemplateInstance> rows(@QueryParam("id") List<String> ids) {
    return Uni.combine()
        .all()
        .unis(containers.present(ids), mails.of(ids, frames.offers().mails()))
        .asTuple()
        .map(parts -> rows(parts.getItem1(), parts.getItem2()));
  }

  private TemplateInstance rows(List<Container> found, Map<String, Mail> newest) {
    return frames.in(
        Templates.rows(
            frames.of("containers"),
            found.stream()
                .map(c -> ContainerRow.of(c, newest.get(c.id()), frames.words()))
                .toList()));
  }
}
