package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.PoolsApi;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** Which public addresses there are, and how many are left. */
@Path("/pools")
@Authenticated
class PoolsResource {

  private static final String NAME = "[a-z0-9-]{1,63}";
  private static final int MOST = 200;

  private final PoolsApi api;
  private final Frames frames;
  private final SignedIn person;

  PoolsResource(@RestClient PoolsApi api, Frames frames, SignedIn person) {
    this.api = api;
    this.frames = frames;
    this.person = person;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance pools(Frame frame, Part<List<PoolRow>> pools, PoolForm form);

    static native TemplateInstance pool(Frame frame, PoolForm form);
  }

  @GET
  public Uni<TemplateInstance> page() {
    person.mustBeOperator();
    return page(PoolForm.empty());
  }

  @POST
  public Uni<Response> create(
      @RestForm("name") @DefaultValue("") String name,
      @RestForm("cidr") @DefaultValue("") String cidr,
      @RestForm("reserved") @DefaultValue("") String reserved,
      @RestForm("once") String once) {
    person.mustBeOperator();
    PoolForm form = new PoolForm(name.strip(), cidr.strip(), reserved, once, null);
    var pool = new PoolsApi.Pool(form.name(), form.cidr(), form.reservedBlocks());
    return Forms.sent(
        api.create(once, pool).map(created -> "/pools"), problem -> page(form.refused(problem)));
  }

  @GET
  @Path("/{name: " + NAME + "}")
  public Uni<TemplateInstance> pool(@PathParam("name") String name) {
    person.mustBeOperator();
    return api.pool(name).chain(pool -> single(PoolForm.of(pool)));
  }

  @POST
  @Path("/{name: " + NAME + "}")
  public Uni<Response> resize(
      @PathParam("name") String name,
      @RestForm("cidr") @DefaultValue("") String cidr,
      @RestForm("reserved") @DefaultValue("") String reserved) {
    person.mustBeOperator();
    PoolForm form = new PoolForm(name, cidr.strip(), reserved, null, null);
    return answered(
        form, api.resize(name, new PoolsApi.Definition(form.cidr(), form.reservedBlocks())));
  }

  @POST
  @Path("/{name: " + NAME + "}/delete")
  public Uni<Response> delete(@PathParam("name") String name) {
    person.mustBeOperator();
    return api.pool(name).chain(pool -> answered(PoolForm.of(pool), api.delete(name)));
  }

  private Uni<Response> answered(PoolForm form, Uni<?> change) {
    return Forms.sent(change.map(done -> "/pools"), problem -> single(form.refused(problem)));
  }

  private Uni<TemplateInstance> single(PoolForm form) {
    return Uni.createFrom().item(frames.in(Templates.pool(frames.of("pools"), form)));
  }

  private Uni<TemplateInstance> page(PoolForm form) {
    return Part.of(
            Uni.combine()
                .all()
                .unis(api.pools(MOST), api.usages())
                .with((pools, usages) -> PoolRow.of(pools.items(), usages.items())))
        .map(rows -> frames.in(Templates.pools(frames.of("pools"), rows, form)));
  }
}
