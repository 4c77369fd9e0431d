package dev.postern.dashboard.ips;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.IpsApi;
import dev.postern.dashboard.services.IpsApi.IpPage;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.PublicIp;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** All public addresses of an account, wherever they are attached. */
@Path("/ips")
@RolesAllowed(Roles.USER)
class AllIpsResource {

  private final IpsApi api;
  private final ContainerReader containers;
  private final Frames frames;

  AllIpsResource(@RestClient IpsApi api, ContainerReader containers, Frames frames) {
    this.api = api;
    this.containers = containers;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance allIps(
        Frame frame,
        Part<List<IpRow>> ips,
        String next,
        Part<List<Container>> containers,
        List<QuotaLine> quota,
        String once,
        String problem);
  }

  @GET
  public Uni<TemplateInstance> page(@QueryParam("at") String cursor) {
    return page(cursor, null);
  }

  @POST
  public Uni<Response> attach(
      @RestForm("container") String container,
      @RestForm("family") String family,
      @RestForm("once") String once) {
    return answer(
        () ->
            api.attach(
                Forms.once(once, container, family),
                Ids.known(container),
                new IpsApi.NewIp(family)));
  }

  @POST
  @Path("/swap")
  public Uni<Response> swap(
      @RestForm("a") String one,
      @RestForm("b") String other,
      @RestForm("family") String family,
      @RestForm("once") String once) {
    return answer(
        () -> api.swap(Forms.once(once, one, other, family), new IpsApi.Swap(one, other, family)));
  }

  @POST
  @Path("/{address: " + IpsApi.ADDRESS + "}/move")
  public Uni<Response> move(
      @PathParam("address") String address,
      @RestForm("to") String to,
      @RestForm("once") String once) {
    return answer(() -> api.move(Forms.once(once, to), address, new IpsApi.Move(to)));
  }

  private Uni<Response> answer(Supplier<Uni<?>> request) {
    return Forms.sent(
        Uni.createFrom().deferred(() -> request.get().replaceWith("/ips")),
        problem -> page(null, frames.words().said(problem.getMessage())));
  }

  private Uni<TemplateInstance> page(String cursor, String problem) {
    return Uni.combine()
        .all()
        .unis(
            Part.of(api.list(null, ContainersApi.MOST, cursor)),
            Part.of(containers.running()),
            Part.of(api.quota()))
        .asTuple()
        .chain(
            parts ->
                rows(parts.getItem1())
                    .map(
                        rows ->
                            frames.in(
                                Templates.allIps(
                                    frames.of("ips"),
                                    rows,
                                    parts.getItem1().map(IpPage::next).value(),
                                    parts.getItem2(),
                                    QuotaLine.of(parts.getItem3(), frames.words()),
                                    Forms.once(),
                                    problem))));
  }

  private Uni<Part<List<IpRow>>> rows(Part<IpPage> page) {
    if (page.isDown()) {
      return Uni.createFrom().item(new Part<>(null));
    }
    List<PublicIp> ips = page.value().items();
    return names(ips).map(names -> new Part<>(ips.stream().map(ip -> row(ip, names)).toList()));
  }

  /** Where their names cannot be told, their ids can. */
  private Uni<Map<String, String>> names(List<PublicIp> ips) {
    List<String> ids = ips.stream().map(PublicIp::container).distinct().toList();
    return Part.of(containers.known(ids))
        .map(part -> part.or(List.of()))
        .map(found -> found.stream().collect(Collectors.toMap(Container::id, Container::name)));
  }

  private IpRow row(PublicIp ip, Map<String, String> names) {
    return IpRow.of(ip, names.getOrDefault(ip.container(), ip.container()), frames.words());
  }
}
