package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.identity.Scope;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.listing.Cursors;
import dev.postern.paging.Page;
import dev.postern.paging.PageLimit;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Owners attach and detach addresses here, and see those that they have. */
@Path("/v1")
public class IpsResource {

  private final Attachments attachments;
  private final AttachBatcher batcher;
  private final AttachmentRepository repository;
  private final Reconciler reconciler;
  private final IpViews views;
  private final Idempotency idempotency;
  private final Caller caller;

  IpsResource(
      Attachments attachments,
      AttachBatcher batcher,
      AttachmentRepository repository,
      Reconciler reconciler,
      IpViews views,
      Idempotency idempotency,
      Caller caller) {
    this.attachments = attachments;
    this.batcher = batcher;
    this.repository = repository;
    this.reconciler = reconciler;
    this.views = views;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  /**
   * @param address null for any
   */
  record NewIp(@NotNull Family family, @Size(max = 64) String address) {}

  @GET
  @Path("/ips")
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @WithSession
  public Uni<Page<IpView>> list(
      @QueryParam("container") String container,
      @QueryParam("account") String account,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) @Min(1) @Max(PageLimit.MOST) int limit,
      @QueryParam("cursor") String cursor) {
    return repository
        .page(container, caller.reading(account), Cursors.position(cursor), limit + 1)
        .map(found -> Page.of(found, limit, a -> Cursors.cursor(a.address), views::of));
  }

  @POST
  @Path("/containers/{id}/ips")
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  @APIResponseSchema(value = IpView.class, responseCode = "201")
  public Uni<Response> attach(String id, @NotNull @Valid NewIp wanted) {
    Optional<HostAddress> chosen = Optional.ofNullable(wanted.address()).map(IpAddresses::parse);
    refuseOtherFamily(wanted.family(), chosen);
    AttachRequest request = AttachRequest.oneMore(id, caller.changing(), wanted.family());
    if (chosen.isEmpty() && !idempotency.isAsked()) {
      return batcher
          .attach(request)
          .map(a -> Response.created(URI.create(path(a))).entity(views.of(a)).build())
          .invoke(reconciler::settleSoon);
    }
    return idempotency
        .once(
            wanted,
            () ->
                attachments.attach(request, chosen).map(a -> Answer.created(path(a), views.of(a))))
        .invoke(reconciler::settleSoon);
  }

  private static String path(Attachment attachment) {
    return "/v1/ips/" + attachment.address;
  }

  private static void refuseOtherFamily(Family family, Optional<HostAddress> chosen) {
    if (chosen.isPresent() && chosen.get().family() != family) {
      throw Problem.invalid("address", "it is not of the family that \"family\" names");
    }
  }

  @DELETE
  @Path("/ips/{address}")
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  public Uni<RestResponse<IpView>> detach(String address) {
    String canonical = IpAddresses.parse(address).text();
    Scope scope = caller.changing();
    return Panache.withTransaction(() -> attachments.detach(canonical, scope))
        .invoke(reconciler::wake)
        .map(detaching -> RestResponse.status(RestResponse.Status.ACCEPTED, views.of(detaching)));
  }
}
