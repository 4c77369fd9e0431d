package dev.postern.dashboard.ips;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerReader;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.IpsApi;
import dev.postern.dashboard.services.Part;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** The public addresses of one container: attach, detach, move, swap. */
@Path("/containers/{id: " + Ids.PATTERN + "}/ips")
@RolesAllowed(Roles.USER)
class IpsResource {

  private final IpsApi api;
  private final ContainersApi containers;
  private final ContainerReader reader;
  private final Frames frames;

  IpsResource(
      @RestClient IpsApi api,
      @RestClient ContainersApi containers,
      ContainerReader reader,
      Frames frames) {
    this.api = api;
    this.containers = containers;
    this.reader = reader;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance ips(
        Frame frame,
        Container container,
        Part<List<IpRow>> ips,
        List<Container> others,
        List<QuotaLine> quota,
        List<CountForm> counts,
        String once,
        String problem);

    static native TemplateInstance detach(Frame frame, Container container, String address);
  }

  @GET
  public Uni<TemplateInstance> page(@PathParam("id") String id) {
    return page(id, null);
  }

  @POST
  public Uni<Response> attach(
      @PathParam("id") String id,
      @RestForm("family") String family,
      @RestForm("once") String once) {
    return answer(id, api.attach(Forms.once(once, family), id, new IpsApi.NewIp(family)));
  }

  @POST
  @Path("/{family: ipv[46]}/count")
  public Uni<Response> setCount(
      @PathParam("id") String id,
      @PathParam("family") String family,
      @RestForm("count") @DefaultValue("") String count) {
    if (!count.matches("\\d{1,3}")) {
      return Forms.again(page(id, frames.words().of(IpTexts.class).noNumber()), 400);
    }
    return answer(id, api.setCount(id, family, new IpsApi.Target(Integer.parseInt(count))));
  }

  @POST
  @Path("/swap")
  public Uni<Response> swap(
      @PathParam("id") String id,
      @RestForm("with") String with,
      @RestForm("family") String family,
      @RestForm("once") String once) {
    return answer(id, api.swap(Forms.once(once, with, family), new IpsApi.Swap(id, with, family)));
  }

  @POST
  @Path("/{address: " + IpsApi.ADDRESS + "}/move")
  public Uni<Response> move(
      @PathParam("id") String id,
      @PathParam("address") String address,
      @RestForm("to") String to,
      @RestForm("once") String once) {
    return answer(id, api.move(Forms.once(once, to), address, new IpsApi.Move(to)));
  }

  /** What goes with the address is said before it is detached. */
  @GET
  @Path("/{address: " + IpsApi.ADDRESS + "}/detach")
  public Uni<TemplateInstance> question(
      @PathParam("id") String id, @PathParam("address") String address) {
    return containers
        .get(id)
        .map(container -> frames.in(Templates.detach(frames.of("ips"), container, address)));
  }

  @POST
  @Path("/{address: " + IpsApi.ADDRESS + "}/detach")
  public Uni<Response> detach(@PathParam("id") String id, @PathParam("address") String address) {
    return answer(id, api.detach(address));
  }

  private Uni<Response> answer(String id, Uni<?> request) {
    return Forms.sent(
        request.map(done -> "/containers/" + id + "/ips"),
        problem -> page(id, frames.words().said(problem.getMessage())));
  }

  private Uni<TemplateInstance> page(String id, String problem) {
    return Uni.combine()
        .all()
        .unis(
            containers.get(id),
            Part.of(rows(id)),
            others(id),
            Part.of(api.quota()),
            Part.of(counts(id)))
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.ips(
                        frames.of("ips"),
                        parts.getItem1(),
                        parts.getItem2(),
                        parts.getItem3(),
                        QuotaLine.of(parts.getItem4(), frames.words()),
                        parts.getItem5().or(List.of()),
                        Forms.once(),
                        problem)));
  }

  private Uni<List<IpRow>> rows(String id) {
    return api.list(id, ContainersApi.MOST, null)
        .map(page -> page.items().stream().map(ip -> IpRow.of(ip, "", frames.words())).toList());
  }

  private Uni<List<CountForm>> counts(String id) {
    return Uni.combine()
        .all()
        .unis(api.count(id, "ipv4"), api.count(id, "ipv6"))
        .with(
            (ipv4, ipv6) ->
                List.of(
                    CountForm.of("ipv4", "IPv4", ipv4, frames.words()),
                    CountForm.of("ipv6", "IPv6", ipv6, frames.words())));
  }

  /** Those that an address can go to. */
  private Uni<List<Container>> others(String id) {
    return reader
        .running()
        .map(all -> all.stream().filter(other -> !other.id().equals(id)).toList());
  }
}
