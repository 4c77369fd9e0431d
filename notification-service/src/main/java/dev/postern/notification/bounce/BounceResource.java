package dev.postern.notification.bounce;

import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Roles;
import dev.postern.notification.job.BounceRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where the mail of the return address is handed in, as it arrived. */
@Path("/v1/bounces")
class BounceResource {

  private static final String MAIL = "message/rfc822";

  private final BounceRecorder recorder;
  private final Idempotency idempotency;
  private final Vertx vertx;

  BounceResource(BounceRecorder recorder, Idempotency idempotency, Vertx vertx) {
    this.recorder = recorder;
    this.idempotency = idempotency;
    this.vertx = vertx;
  }

  /** Never refuses a mail for what it is: a mail server would bounce the bounce. */
  @POST
  @Consumes(MAIL)
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Hand in a mail that arrived at the return address")
  @APIResponse(
      responseCode = "200",
      description = "Read; outcome says what it was",
      content = @Content(schema = @Schema(implementation = BounceAnswer.class)))
  public Uni<Response> take(@QueryParam("recipient") String recipient, byte[] mail) {
    return vertx
        .executeBlocking(() -> ReportParser.parse(mail, recipient), false)
        .chain(report -> idempotency.once(mail, () -> answerTo(report).map(Answer::ok)));
  }

  private Uni<BounceAnswer> answerTo(Optional<DeliveryReport> report) {
    if (report.isEmpty()) {
      return answer(BounceAnswer.Outcome.NO_REPORT);
    }
    DeliveryReport found = report.get();
    if (!found.saysFailed()) {
      return answer(BounceAnswer.Outcome.NOT_FAILED);
    }
    return recorder
        .bounced(found.job(), found.status(), found.reason())
        .map(
            counted ->
                new BounceAnswer(
                    counted ? BounceAnswer.Outcome.BOUNCED : BounceAnswer.Outcome.NO_SUCH_MAIL));
  }

  private static Uni<BounceAnswer> answer(BounceAnswer.Outcome outcome) {
    return Uni.createFrom().item(new BounceAnswer(outcome));
  }
}
