package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.ip.address.Families;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.address.UnusableAddressException;
import dev.postern.ip.listing.Cursor;
import dev.postern.ip.listing.Page;
import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.signin.Caller;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Owners attach and detach addresses here, and see those that they have. */
@Path("/v1")
public class IpsResource {

  private static final int MOST = 256;

  private final Attachments attachments;
  private final AttachmentRows rows;
  private final Convergence convergence;
  private final AddressPlane plane;
  private final Caller caller;

  IpsResource(
      Attachments attachments,
      AttachmentRows rows,
      Convergence convergence,
      AddressPlane plane,
      Caller caller) {
    this.attachments = attachments;
    this.rows = rows;
    this.convergence = convergence;
    this.plane = plane;
    this.caller = caller;
  }

  /**
   * @param address null for any
   */
  record NewIp(@NotNull Family family, @Size(max = 64) String address) {}

  record Count(@NotNull @Min(0) @Max(MOST) Integer count) {}

  /**
   * @param port at which the container's sshd answers there
   * @param attachedAt when it first answered; null until then
   * @param reason why it does not answer though it shall; null where it does
   */
  record IpView(
      String address,
      int port,
      Family family,
      String container,
      boolean primary,
      AttachmentState state,
      Instant attachedAt,
      String reason) {}

  private IpView view(Attachment a) {
    return new IpView(
        a.address, plane.port(), a.family, a.container, a.primary, a.state, a.attachedAt, a.reason);
  }

  @GET
  @Path("/ips")
  @RolesAllowed({"user", "platform", "operator", "auditor"})
  @WithSession
  public Uni<Page<IpView>> list(
      @QueryParam("container") String container,
      @QueryParam("account") String account,
      @QueryParam("limit") @DefaultValue(Cursor.DEFAULT_LIMIT) @Min(1) @Max(Cursor.MAX_LIMIT)
          int limit,
      @QueryParam("cursor") String cursor) {
    return rows.page(container, caller.sees(account), Cursor.decode(cursor), limit + 1)
        .map(found -> Page.of(found, limit, a -> a.address, this::view));
  }

  @POST
  @Path("/containers/{id}/ips")
  @RolesAllowed({"user", "platform"})
  public Uni<RestResponse<IpView>> attach(String id, @NotNull @Valid NewIp wanted) {
    Optional<HostAddress> chosen = Optional.ofNullable(wanted.address()).map(this::parse);
    refuseOtherFamily(wanted.family(), chosen);
    String account = caller.changes();
    return Panache.withTransaction(() -> attachments.attach(id, account, wanted.family(), chosen))
        .invoke(convergence::wake)
        .map(
            attached ->
                RestResponse.ResponseBuilder.<IpView>created(
                        URI.create("/v1/ips/" + attached.address))
                    .entity(view(attached))
                    .build());
  }

  private static void refuseOtherFamily(Family family, Optional<HostAddress> chosen) {
    if (chosen.isPresent() && chosen.get().family() != family) {
      throw Problem.invalid("address", "it is not of the family that \"family\" names");
    }
  }

  private HostAddress parse(String address) {
    try {
      return HostAddress.parse(address);
    } catch (UnusableAddressException e) {
      throw Problem.invalid("address", e.getMessage());
    }
  }

  @PUT
  @Path("/containers/{id}/ips/{family}/count")
  @RolesAllowed({"user", "platform"})
  public Uni<RestResponse<Count>> setCount(String id, String family, @NotNull @Valid Count wanted) {
    Family parsed =
        Families.parse(family)
            .orElseThrow(() -> Problem.notFound("The families are ipv4 and ipv6."));
    String account = caller.changes();
    return Panache.withTransaction(() -> attachments.setCount(id, account, parsed, wanted.count()))
        .invoke(convergence::wake)
        .replaceWith(RestResponse.status(RestResponse.Status.ACCEPTED, wanted));
  }

  @DELETE
  @Path("/ips/{address}")
  @RolesAllowed({"user", "platform"})
  public Uni<RestResponse<IpView>> detach(String address) {
    String canonical = parse(address).text();
    String account = caller.changes();
    return Panache.withTransaction(() -> attachments.detach(canonical, account))
        .invoke(convergence::wake)
        .map(detaching -> RestResponse.status(RestResponse.Status.ACCEPTED, view(detaching)));
  }
}
