package dev.postern.notification.job;

import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.identity.Scope;
import dev.postern.paging.Page;
import dev.postern.paging.PageLimit;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The delivery history: what was mailed, what waits, what failed and why. */
@Path("/v1/notifications")
class NotificationResource {

  private static final int MOST = 200;

  private final DeliveryHistory history;
  private final Caller caller;
  private final Idempotency idempotency;
  private final Event<JobsDue> due;

  NotificationResource(
      DeliveryHistory history, Caller caller, Idempotency idempotency, Event<JobsDue> due) {
    this.history = history;
    this.caller = caller;
    this.idempotency = idempotency;
    this.due = due;
  }

  @GET
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  public Uni<Page<NotificationView>> list(
      @QueryParam("container") String container,
      @QueryParam("account") String account,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) @Min(1) @Max(PageLimit.MOST) int limit,
      @QueryParam("cursor") String cursor) {
    return history.page(
        caller.reading(account),
        Optional.ofNullable(container),
        DeliveryHistory.CURSORS.position(cursor),
        limit);
  }

  @GET
  @Path("credentials")
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "The newest mail with a password of each container that is named")
  public Uni<Page<NotificationView>> newestCredentials(
      @QueryParam("container") @Size(min = 1, max = MOST) Set<@NotBlank String> containers) {
    return history.newestCredentials(caller.reading(), containers);
  }

  @POST
  @Path("{id}/retry")
  @RolesAllowed({Roles.USER, Roles.OPERATOR})
  public Uni<Response> retry(@PathParam("id") String id) {
    UUID job = idOf(id);
    Scope scope = caller.reading();
    return idempotency
        .once("", () -> history.retry(job, scope).map(Answer::ok))
        .invoke(() -> due.fire(new JobsDue()));
  }

  private static UUID idOf(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("There is no such notification.");
    }
  }
}
