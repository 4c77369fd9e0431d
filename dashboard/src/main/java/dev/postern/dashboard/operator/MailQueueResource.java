package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.MailQueueApi;
import dev.postern.dashboard.services.MailQueueApi.Group;
import dev.postern.dashboard.services.MailsApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** What waits to be mailed, what failed and why, and sending it again. */
@Path("/mail-queue")
@Authenticated
class MailQueueResource {

  private static final int MOST = 100;

  private final MailQueueApi api;
  private final MailsApi mails;
  private final Frames frames;
  private final SignedIn person;

  MailQueueResource(
      @RestClient MailQueueApi api, @RestClient MailsApi mails, Frames frames, SignedIn person) {
    this.api = api;
    this.mails = mails;
    this.frames = frames;
    this.person = person;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance mailQueue(
        Frame frame, Part<List<QueueRow>> groups, List<MailRow> mails, String here);
  }

  /**
   * @param state of the mails that are listed; empty for none
   * @param reason of the mails that are listed; null for every reason
   */
  @GET
  public Uni<TemplateInstance> page(
      @QueryParam("state") @DefaultValue("") String state, @QueryParam("reason") String reason) {
    person.mustBeOperator();
    Uni<List<MailRow>> listed =
        state.isEmpty() ? Uni.createFrom().item(List.of()) : listed(state, reason);
    return Uni.combine()
        .all()
        .unis(Part.of(api.groups().map(MailQueueApi.Groups::items)), listed)
        .with(
            (groups, rows) ->
                frames.in(
                    Templates.mailQueue(
                        frames.of("mail-queue"), rows(groups, state, reason), rows, state)));
  }

  @POST
  @Path("/retries")
  public Uni<Response> retryAll(@RestForm("reason") @DefaultValue("") String reason) {
    person.mustBeOperator();
    return api.retry(new MailQueueApi.Retry(reason)).map(done -> Forms.done("/mail-queue"));
  }

  @POST
  @Path("/mails/{id: " + Ids.PATTERN + "}/retry")
  public Uni<Response> retry(@PathParam("id") String id, @RestForm("once") String once) {
    person.mustBeOperator();
    return mails.retry(once, id).map(done -> Forms.done("/mail-queue"));
  }

  private Uni<List<MailRow>> listed(String state, String reason) {
    return Part.of(api.mails(state, reason, MOST, null))
        .map(page -> page.map(MailsApi.MailPage::items).or(List.of()))
        .map(found -> found.stream().map(mail -> MailRow.of(mail, frames.words())).toList());
  }

  private Part<List<QueueRow>> rows(Part<List<Group>> groups, String state, String reason) {
    return groups.map(
        all ->
            all.stream()
                .map(group -> QueueRow.of(group, state, String.valueOf(reason), frames.words()))
                .toList());
  }
}
