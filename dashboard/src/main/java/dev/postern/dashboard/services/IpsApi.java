package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the pages use of ip-service. */
@Path("/v1")
@RegisterRestClient(configKey = "ips")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface IpsApi {

  record IpPage(List<PublicIp> items, String next) implements Page<PublicIp> {}

  /** Digits and colons of both families; anything else is no address. */
  String ADDRESS = "[0-9a-fA-F:.]{2,45}";

  /** {@code family} is {@code ipv4} or {@code ipv6}. */
  record NewIp(String family) {}

  /** Of one family; null within is no limit. */
  record Limits(Integer perContainer, Integer perEnvironment, Integer total) {}

  /**
   * {@code quarantined}: detached, and counted by the total that is allowed until they are free.
   */
  record Use(int used, long quarantined, Limits allowed) {}

  record QuotaUse(Use ipv4, Use ipv6) {

    public int used() {
      return ipv4.used() + ipv6.used();
    }
  }

  /** How many addresses a container should have and has; {@code reason} says why not as many. */
  record Count(int count, int held, String reason) {}

  record Target(int count) {}

  record Move(String to) {}

  record Swap(String a, String b, String family) {}

  /** {@code until} is null while the address is held. */
  record Tenure(String address, String container, String account, Instant from, Instant until) {}

  record Tenures(List<Tenure> items) {}

  /**
   * @param at a time of RFC 3339; null for all times
   */
  @GET
  @Path("/ips/{address}/history")
  Uni<Tenures> history(@PathParam("address") String address, @QueryParam("at") String at);

  @GET
  @Path("/ips")
  Uni<IpPage> list(
      @QueryParam("container") String container,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  @GET
  @Path("/ip-quota")
  Uni<QuotaUse> quota();

  @GET
  @Path("/containers/{id}/ips/{family}/count")
  Uni<Count> count(@PathParam("id") String container, @PathParam("family") String family);

  @PUT
  @Path("/containers/{id}/ips/{family}/count")
  Uni<Target> setCount(
      @PathParam("id") String container, @PathParam("family") String family, Target target);

  @POST
  @Path("/containers/{id}/ips")
  Uni<PublicIp> attach(
      @HeaderParam("Idempotency-Key") String once, @PathParam("id") String container, NewIp ip);

  @DELETE
  @Path("/ips/{address}")
  Uni<PublicIp> detach(@PathParam("address") String address);

  @POST
  @Path("/ips/{address}/move")
  Uni<PublicIp> move(
      @HeaderParam("Idempotency-Key") String once, @PathParam("address") String address, Move move);

  @POST
  @Path("/ips/swap")
  Uni<IpPage> swap(@HeaderParam("Idempotency-Key") String once, Swap swap);
}
