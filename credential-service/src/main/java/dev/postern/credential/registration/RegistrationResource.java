package dev.postern.credential.registration;

import dev.postern.credential.container.NewContainer.Reach;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.credential.listing.ContainerView;
import dev.postern.identity.Roles;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the platform tells of its containers. */
@Path("/v1/containers")
class RegistrationResource {

  private final Registration registration;
  private final RuntimeChange runtime;
  private final ReachCheck reachCheck;
  private final Idempotency idempotency;
  private final AttemptWorker worker;

  RegistrationResource(
      Registration registration,
      RuntimeChange runtime,
      ReachCheck reachCheck,
      Idempotency idempotency,
      AttemptWorker worker) {
    this.registration = registration;
    this.runtime = runtime;
    this.reachCheck = reachCheck;
    this.idempotency = idempotency;
    this.worker = worker;
  }

  @POST
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Registers a container, whose first password is on its way then")
  public Uni<Response> register(@NotNull @Valid RegistrationRequest request) {
    return reachCheck
        .check(request.access())
        .chain(reach -> idempotency.once(request, () -> register(request, reach)))
        .invoke(worker::wake);
  }

  private Uni<Answer> register(RegistrationRequest request, Reach reach) {
    return registration
        .register(request, reach)
        .map(view -> Answer.created("/v1/containers/" + view.id(), view));
  }

  @PUT
  @Path("/{id}/runtime")
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Says that a container was started, stopped or recreated")
  public Uni<ContainerView> setRuntime(
      @PathParam("id") String id, @NotNull @Valid RuntimeRequest request) {
    return reach(request)
        .chain(reach -> Panache.withTransaction(() -> runtime.change(id, request.status(), reach)))
        .invoke(worker::wake);
  }

  private Uni<Reach> reach(RuntimeRequest request) {
    return request.access() == null
        ? Uni.createFrom().nullItem()
        : reachCheck.check(request.access());
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Forgets a container and destroys its secrets")
  public Uni<Void> delete(@PathParam("id") String id) {
    return Panache.withTransaction(() -> registration.delete(id));
  }
}
