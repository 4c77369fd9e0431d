package dev.postern.credential.deadletters;

import dev.postern.identity.Roles;
import dev.postern.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The dead letters of all services. */
@Path("/v1/dead-letters")
class DeadLettersResource {

  private final DeadLetterTopic topic;

  DeadLettersResource(DeadLetterTopic topic) {
    this.topic = topic;
  }

  record DeadLetters(List<DeadLetter> items) {}

  @GET
  @Blocking
  @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
  @Operation(
      summary = "What the services could not read or handle, newest first",
      description = "Where it came from and why it was put aside, never what was in it.")
  public DeadLetters newest(@QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    try {
      return new DeadLetters(topic.newest(limit));
    } catch (KafkaException e) {
      throw Problem.unavailable("Kafka does not answer. Try again in a moment.");
    }
  }
}
