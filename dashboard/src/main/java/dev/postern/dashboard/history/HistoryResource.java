package dev.postern.dashboard.history;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.Mail;
import dev.postern.dashboard.services.MailsApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** The life of a container: what happened to it, and the mails about it. */
@Path("/containers/{id: " + Ids.PATTERN + "}/history")
class HistoryResource {

  private final ContainerReader reader;
  private final ContainersApi containers;
  private final MailsApi mails;
  private final Frames frames;

  HistoryResource(
      ContainerReader reader,
      @RestClient ContainersApi containers,
      @RestClient MailsApi mails,
      Frames frames) {
    this.reader = reader;
    this.containers = containers;
    this.mails = mails;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance history(
        Frame frame,
        Container container,
        List<Entry> entries,
        boolean mailsMissing,
        boolean moving);
  }

  @GET
  @Authenticated
  public Uni<TemplateInstance> page(@PathParam("id") String id) {
    return Uni.combine()
        .all()
        .unis(containers.get(id), reader.history(id), mailsOf(id))
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.history(
                        frames.of("containers"),
                        parts.getItem1(),
                        Entry.newestFirst(
                            parts.getItem2(), mails(parts.getItem3()), frames.words()),
                        parts.getItem3().isDown(),
                        mails(parts.getItem3()).stream().anyMatch(Mail::isMoving))));
  }

  private Uni<Part<List<Mail>>> mailsOf(String container) {
    return frames.offers().mails()
        ? Part.of(mails.mails(container, ContainersApi.MOST, null).map(MailsApi.MailPage::items))
        : Uni.createFrom().item(new Part<>(List.of()));
  }

  private static List<Mail> mails(Part<List<Mail>> part) {
    return part.isDown() ? List.of() : part.value();
  }

  /** Tries a mail again that the mail server refused. */
  @POST
  @Path("/mails/{mail: " + Ids.PATTERN + "}/retry")
  @RolesAllowed({Roles.USER, Roles.OPERATOR})
  public Uni<Response> retry(
      @PathParam("id") String id, @PathParam("mail") String mail, @RestForm("once") String once) {
    return mails.retry(once, mail).map(tried -> Forms.done("/containers/" + id + "/history"));
  }
}
