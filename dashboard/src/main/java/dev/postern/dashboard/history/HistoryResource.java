package dev.postern.dashboard.history;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.MailsApi;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** The history of a container: what happened to it, and the mails about it. */
@Path("/containers/{id: " + Ids.PATTERN + "}/history")
class HistoryResource {

  private final HistoryReader history;
  private final ContainersApi containers;
  private final MailsApi mails;
  private final Frames frames;

  HistoryResource(
      HistoryReader history,
      @RestClient ContainersApi containers,
      @RestClient MailsApi mails,
      Frames frames) {
    this.history = history;
    this.containers = containers;
    this.mails = mails;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance history(
        Frame frame, Container container, HistoryPage page, String problem);
  }

  /**
   * @param cursor of the events; null for the newest
   * @param until when the part ends, as the link to it says
   */
  @GET
  @Authenticated
  public Uni<TemplateInstance> page(
      @PathParam("id") String id,
      @QueryParam("at") String cursor,
      @QueryParam("until") @DefaultValue("") String until) {
    return page(id, cursor, time(until), null);
  }

  private Uni<TemplateInstance> page(String id, String cursor, Instant until, String problem) {
    return Uni.combine()
        .all()
        .unis(containers.get(id), history.read(id, cursor, until))
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.history(
                        frames.of("containers"), parts.getItem1(), parts.getItem2(), problem)));
  }

  /** Any other text in the address is no time, and no error. */
  private static Instant time(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Tries a mail again that the mail server refused. */
  @POST
  @Path("/mails/{mail: " + Ids.PATTERN + "}/retry")
  @RolesAllowed({Roles.USER, Roles.OPERATOR})
  public Uni<Response> retry(
      @PathParam("id") String id, @PathParam("mail") String mail, @RestForm("once") String once) {
    return Forms.sent(
        mails.retry(once, mail).map(tried -> "/containers/" + id + "/history"),
        problem -> page(id, null, null, frames.words().said(problem.getMessage())));
  }
}
