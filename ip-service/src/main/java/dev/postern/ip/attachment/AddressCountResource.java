package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.identity.Scope;
import dev.postern.ip.address.Families;
import dev.postern.ip.container.KnownContainers;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** Owners set how many addresses a container should have, and see how many it has. */
@Path("/v1/containers/{id}/ips/{family}/count")
public class AddressCountResource {

  private static final int MOST = 256;

  private final Attachments attachments;
  private final AttachmentRepository repository;
  private final KnownContainers containers;
  private final Reconciler reconciler;
  private final Caller caller;

  AddressCountResource(
      Attachments attachments,
      AttachmentRepository repository,
      KnownContainers containers,
      Reconciler reconciler,
      Caller caller) {
    this.attachments = attachments;
    this.repository = repository;
    this.containers = containers;
    this.reconciler = reconciler;
    this.caller = caller;
  }

  record Count(@NotNull @Min(0) @Max(MOST) Integer count) {}

  /**
   * @param held how many addresses it has
   * @param reason why it has fewer than that, such as {@code pool-exhausted}; null where it has as
   *     many, or where it was not tried yet
   */
  record Progress(int count, int held, String reason) {}

  @GET
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @WithSession
  public Uni<Progress> count(String id, String family) {
    Family parsed = parse(family);
    return containers
        .visible(id, caller.reading())
        .chain(
            container ->
                repository
                    .live(id, parsed)
                    .map(
                        held ->
                            new Progress(
                                container.target(parsed),
                                held,
                                held < container.target(parsed) ? container.unmetReason() : null)));
  }

  @PUT
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  public Uni<RestResponse<Count>> setCount(String id, String family, @NotNull @Valid Count wanted) {
    Family parsed = parse(family);
    Scope scope = caller.changing();
    return Panache.withTransaction(() -> attachments.setCount(id, scope, parsed, wanted.count()))
        .invoke(reconciler::wake)
        .replaceWith(RestResponse.status(RestResponse.Status.ACCEPTED, wanted));
  }

  private static Family parse(String family) {
    return Families.parse(family)
        .orElseThrow(() -> Problem.notFound("The families are ipv4 and ipv6."));
  }
}
