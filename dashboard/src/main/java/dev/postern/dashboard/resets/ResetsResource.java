package dev.postern.dashboard.resets;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Contact;
import dev.postern.dashboard.services.ContactReader;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.Part;
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

  private final ContainerReader containers;
  private final ContainersApi api;
  private final ContactReader contact;
  private final ProgressReader progress;
  private final Frames frames;

  ResetsResource(
      ContainerReader containers,
      @RestClient ContainersApi api,
      ContactReader contact,
      ProgressReader progress,
      Frames frames) {
    this.containers = containers;
    this.api = api;
    this.contact = contact;
    this.progress = progress;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance reset(
        Frame frame,
        List<Container> containers,
        Part<Contact> contact,
        String once,
        String problem);

    static native TemplateInstance progress(Frame frame, Progress progress);
  }

  @GET
  @Path("/new")
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  public Uni<TemplateInstance> confirm(
      @QueryParam("container") List<String> ids,
      @QueryParam("environment") String environment,
      @QueryParam("layer") String layer) {
    return question(meant(ids, environment, layer), null);
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
    return api.reset(once, new ContainersApi.SetRequest(ids))
        .map(set -> Forms.done("/?resets=" + set.id()))
        .onFailure(ServiceProblem.class)
        .recoverWithUni(
            problem ->
                Forms.again(
                    question(containers.of(ids), problem.getMessage()), (ServiceProblem) problem));
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

  private Uni<List<Container>> meant(List<String> ids, String environment, String layer) {
    return environment == null
        ? containers.of(ids.stream().distinct().toList())
        : containers.of(environment, layer);
  }

  private Uni<TemplateInstance> question(Uni<List<Container>> meant, String problem) {
    return Uni.combine()
        .all()
        .unis(meant, contact.of(frames.offers().owner()))
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
}
