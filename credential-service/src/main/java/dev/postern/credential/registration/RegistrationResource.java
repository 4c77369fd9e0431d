package dev.postern.credential.registration;

import dev.postern.credential.access.Target;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.credential.listing.ContainerView;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Roles;
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

  private final RegistrationService registrationService;
  private final RuntimeService runtimeService;
  private final TargetResolver targetResolver;
  private final Idempotency idempotency;
  private final AttemptWorker worker;

  RegistrationResource(
      RegistrationService registrationService,
      RuntimeService runtimeService,
      TargetResolver targetResolver,
      Idempotency idempotency,
      AttemptWorker worker) {
    this.registrationService = registrationService;
    this.runtimeService = runtimeService;
    this.targetResolver = targetResolver;
    this.idempotency = idempotency;
    this.worker = worker;
  }

  @POST
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Registers a container, whose first password is on its way then")
  public Uni<Response> register(@NotNull @Valid RegistrationRequest request) {
    return targetResolver
        .resolve(request.access())
        .chain(target -> idempotency.once(request, () -> register(request, target)))
        .invoke(worker::wake);
  }

  private Uni<Answer> register(RegistrationRequest request, Target target) {
    return registrationService
        .register(request, target)
        .map(view -> Answer.created("/v1/containers/" + view.id(), view));
  }

  @PUT
  @Path("/{id}/runtime")
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Says that a container was started, stopped or recreated")
  public Uni<ContainerView> setRuntime(
      @PathParam("id") String id, @NotNull @Valid RuntimeRequest request) {
    return target(request)
        .chain(
            target ->
                Panache.withTransaction(() -> runtimeService.change(id, request.status(), target)))
        .invoke(worker::wake);
  }

  private Uni<Target> target(RuntimeRequest request) {
    return request.access() == null
        ? Uni.createFrom().nullItem()
        : targetResolver.resolve(request.access());
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Forgets a container and destroys its secrets")
  public Uni<Void> delete(@PathParam("id") String id) {
    return Panache.withTransaction(() -> registrationService.delete(id));
  }
}
