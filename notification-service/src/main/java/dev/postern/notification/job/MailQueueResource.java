package dev.postern.notification.job;

import dev.postern.identity.Roles;
import dev.postern.paging.Page;
import dev.postern.paging.PageLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits to be mailed, and what failed, for operators. */
@Path("/v1/mail-queue")
class MailQueueResource {

  private final UnsentMails unsent;
  private final Event<JobsDue> due;

  MailQueueResource(UnsentMails unsent, Event<JobsDue> due) {
    this.unsent = unsent;
    this.due = due;
  }

  record Groups(List<UnsentMails.Group> items) {}

  /** {@code reason} is a word such as {@code RECIPIENT_REFUSED}. */
  record Retry(@NotBlank @Size(max = 100) String reason) {}

  record Retried(int retried) {}

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "How many mails wait, are being sent or failed, by state and reason")
  public Uni<Groups> groups() {
    return unsent.groups().map(Groups::new);
  }

  @GET
  @Path("mails")
  @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "The mails of one state, and of one reason where it is given, newest first")
  public Uni<Page<NotificationView>> mails(
      @QueryParam("state")
          @NotNull
          @Pattern(
              regexp = "PENDING|SENDING|NO_CONTACT|FAILED",
              message = "give PENDING, SENDING, NO_CONTACT or FAILED")
          String state,
      @QueryParam("reason") @Size(max = 100) String reason,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) @Min(1) @Max(PageLimit.MOST) int limit,
      @QueryParam("cursor") String cursor) {
    return unsent.page(
        JobState.valueOf(state),
        Optional.ofNullable(reason),
        DeliveryHistory.CURSORS.position(cursor),
        limit);
  }

  /** Repeating it does no harm: what was made due is not failed any more. */
  @POST
  @Path("retries")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Sends what failed for a reason again, up to 500 mails")
  public Uni<Retried> retry(@NotNull @Valid Retry wanted) {
    return unsent
        .retryFailed(wanted.reason())
        .map(Retried::new)
        .invoke(() -> due.fire(new JobsDue()));
  }
}
