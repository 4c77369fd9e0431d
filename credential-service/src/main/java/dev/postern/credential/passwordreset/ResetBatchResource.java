package dev.postern.credential.passwordreset;

import dev.postern.credential.credential.AttemptWorker;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Roles;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Resets the passwords of many containers. */
@Path("/v1/password-resets")
class ResetBatchResource {

  private final ResetBatchService resetBatchService;
  private final Idempotency idempotency;
  private final AttemptWorker worker;

  ResetBatchResource(
      ResetBatchService resetBatchService, Idempotency idempotency, AttemptWorker worker) {
    this.resetBatchService = resetBatchService;
    this.idempotency = idempotency;
    this.worker = worker;
  }

  @POST
  @RolesAllowed({Roles.USER, Roles.PLATFORM})
  @Operation(summary = "Resets the passwords of a batch of containers")
  public Uni<Response> resetBatch(
      @NotNull @Valid ResetBatchRequest request, @QueryParam("account") String account) {
    if (!request.isOneOfBoth()) {
      throw Problem.badRequest(
          "Name either containers, or an environment with or without a layer.");
    }
    return idempotency
        .once(request, () -> resetBatchService.request(request, account).map(Answer::accepted))
        .invoke(worker::wake);
  }

  @GET
  @Path("/{id}")
  @WithSession
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "A batch of resets and what became of each container in it")
  public Uni<ResetBatchView> get(@PathParam("id") String id) {
    return resetBatchService.find(id);
  }
}
