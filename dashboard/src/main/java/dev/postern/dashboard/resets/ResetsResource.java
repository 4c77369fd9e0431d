package dev.postern.dashboard.resets;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.passwords.PasswordState;
import dev.postern.dashboard.services.Contact;
import dev.postern.dashboard.services.ContactReader;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.PasswordMails;
import dev.postern.dashboard.services.ServiceProblem;
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
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/**
 * <em>Reset password</em>: the question how many and whose mail, the request, and what became of
 * it. What was confirmed are the containers by their ids, so that one which came since is not among
 * them.
 */
@Path("/resets")
class ResetsResource {

  /** Containers in one request, as credential-service takes them. */
  private static final int MOST = 1000;

  private final ContainerReader containers;
  private final ContainersApi api;
  private final ContactReader contact;
  private final PasswordMails mails;
  private final ProgressReader progress;
  private final Frames frames;

  ResetsResource(
      ContainerReader containers,
      @RestClient ContainersApi api,
      ContactReader contact,
      PasswordMails mails,
      ProgressReader progress,
      Frames frames) {
    this.containers = containers;
    this.api = api;
    this.contact = contact;
    this.mails = mails;
    this.progress = progress;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance reset(
        Frame frame,
        List<ResetTarget> containers,
        Part<Contact> contact,
        String once,
        String problem);

    static native TemplateInstance resetTooMany(Frame frame, int containers);

    static native TemplateInstance progress(Frame frame, Progress progress);
  }

  @GET
  @Path("/new")
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  public Uni<TemplateInstance> confirm(
      @QueryParam("container") List<String> ids,
      @QueryParam("environment") String environment,
      @QueryParam("layer") String layer) {
    return environment == null
        ? ofThoseThatAreThere(ids.stream().distinct().toList())
        : ofPlace(environment, layer);
  }

  /**
   * @param containerIds with spaces between them: a form has at most 1000 fields
   */
  @POST
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  public Uni<Response> reset(
      @RestForm("containers") @DefaultValue("") String containerIds,
      @RestForm("once") String once) {
    List<String> ids = Ids.in(containerIds);
    if (ids.size() > MOST) {
      return Forms.again(Uni.createFrom().item(tooMany(ids.size())), 400);
    }
    return Forms.sent(
        api.reset(once, new ContainersApi.SetRequest(ids)).map(set -> "/?resets=" + set.id()),
        problem -> question(containers.known(ids), frames.words().said(problem.getMessage())));
  }

  /** The panel alone: what an open page fetches again while something moves. */
  @GET
  @Path("/{id: " + Ids.PATTERN + "}")
  @Authenticated
  public Uni<TemplateInstance> progress(@PathParam("id") String id) {
    return progress
        .of(id)
        .map(found -> frames.in(Templates.progress(frames.of("containers"), found)));
  }

  /** A page that was open for long may name some that are gone. */
  private Uni<TemplateInstance> ofThoseThatAreThere(List<String> ids) {
    return containers
        .known(ids)
        .chain(
            found -> {
              if (found.isEmpty() && !ids.isEmpty()) {
                throw ServiceProblem.notFound();
              }
              int gone = ids.size() - found.size();
              String note = frames.words().of(ResetTexts.class).gone(gone);
              return question(Uni.createFrom().item(found), gone == 0 ? null : note);
            });
  }

  /** Counted first: more than a request may have are not read at all. */
  private Uni<TemplateInstance> ofPlace(String environment, String layer) {
    return api.counts(List.of(environment), layer, null, null)
        .chain(
            counts ->
                counts.total() > MOST
                    ? Uni.createFrom().item(tooMany(counts.total()))
                    : question(containers.of(environment, layer), null));
  }

  private TemplateInstance tooMany(int total) {
    return frames.in(Templates.resetTooMany(frames.of("containers"), total));
  }

  private Uni<TemplateInstance> question(Uni<List<Container>> meant, String problem) {
    return Uni.combine()
        .all()
        .unis(meant.chain(this::described), contact.of(frames.offers().owner()))
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.reset(
                        frames.of("containers"),
                        parts.getItem1(),
                        parts.getItem2(),
                        Forms.once(),
                        problem)));
  }

  /** Adds where their last mail went, if the person may read that and one question answers it. */
  private Uni<List<ResetTarget>> described(List<Container> meant) {
    List<String> ids = meant.stream().map(Container::id).toList();
    boolean readable = frames.offers().mails() && ids.size() <= ContainersApi.MOST;
    return mails
        .of(ids, readable)
        .map(
            sent ->
                meant.stream()
                    .map(
                        c ->
                            new ResetTarget(
                                c, PasswordState.of(c, sent.get(c.id()), frames.words())))
                    .toList());
  }
}
