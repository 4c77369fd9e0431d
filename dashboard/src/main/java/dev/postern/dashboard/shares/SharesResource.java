package dev.postern.dashboard.shares;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.Pages;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.services.Share;
import dev.postern.dashboard.services.SharesApi;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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

/** Environments that another account's keys open, and those of others that one's own keys open. */
@Path("/shares")
@RolesAllowed(Roles.USER)
class SharesResource {

  private final SharesApi api;
  private final Frames frames;

  SharesResource(@RestClient SharesApi api, Frames frames) {
    this.api = api;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance shares(
        Frame frame,
        Part<List<Share>> given,
        Part<List<Share>> received,
        String environment,
        String with,
        String once,
        ServiceProblem problem);

    static native TemplateInstance removeShare(Frame frame, Share share);
  }

  @GET
  public Uni<TemplateInstance> page(
      @QueryParam("environment") @DefaultValue("") String environment) {
    return page(environment, "", null);
  }

  @POST
  public Uni<Response> add(
      @RestForm("environment") String environment,
      @RestForm("with") String with,
      @RestForm("once") String once) {
    var share = new SharesApi.NewShare(environment, with);
    return Forms.sent(
        api.add(Forms.once(once, environment, with), share).map(added -> "/shares"),
        problem -> page(environment, with, frames.words().said(problem)));
  }

  /** What the end of a share ends is said before it is done. */
  @GET
  @Path("/{id: " + Ids.PATTERN + "}/remove")
  public Uni<Response> question(@PathParam("id") String id) {
    return api.get(id)
        .map(share -> frames.in(Templates.removeShare(frames.of("shares"), share)))
        .chain(page -> Forms.again(Uni.createFrom().item(page), 200))
        .onFailure(ServiceProblem::isGone)
        .recoverWithUni(() -> Forms.again(gone(), 404));
  }

  private Uni<TemplateInstance> gone() {
    return page("", "", ServiceProblem.saying(frames.words().of(ShareTexts.class).gone()));
  }

  /** A share that is gone already is what was wanted. */
  @POST
  @Path("/{id: " + Ids.PATTERN + "}/remove")
  public Uni<Response> remove(@PathParam("id") String id) {
    return api.remove(id)
        .onFailure(ServiceProblem::isGone)
        .recoverWithNull()
        .map(done -> Forms.done("/shares"));
  }

  private Uni<TemplateInstance> page(String environment, String with, ServiceProblem problem) {
    return Uni.combine()
        .all()
        .unis(Part.of(all("given")), Part.of(all("received")))
        .asTuple()
        .map(
            both ->
                frames.in(
                    Templates.shares(
                        frames.of("shares"),
                        both.getItem1(),
                        both.getItem2(),
                        environment,
                        with,
                        Forms.once(),
                        problem)));
  }

  private Uni<List<Share>> all(String direction) {
    return Pages.all(cursor -> api.list(direction, 200, cursor));
  }
}
