package dev.postern.credential.passwordreset;

import dev.postern.credential.credential.AttemptWorker;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Resets the password of a container. */
@Path("/v1/containers/{id}/password-resets")
class ResetResource {

  private final ResetService resetService;
  private final Idempotency idempotency;
  private final AttemptWorker worker;

  ResetResource(ResetService resetService, Idempotency idempotency, AttemptWorker worker) {
    this.resetService = resetService;
    this.idempotency = idempotency;
    this.worker = worker;
  }

  @POST
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  @Operation(summary = "Resets the password of a container; the new one is mailed")
  public Uni<Response> resetOne(@PathParam("id") String id) {
    return idempotency
        .once(
            Map.of(),
            () ->
                resetService
                    .begin()
                    .chain(() -> resetService.request(id, null))
                    .map(ResetResult::orProblem)
                    .map(ResetView::of)
                    .map(Answer::accepted))
        .invoke(worker::wake);
  }
}
