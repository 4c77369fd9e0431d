package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What operators' pages use of notification-service. */
@Path("/v1/mail-queue")
@RegisterRestClient(configKey = "mails")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface MailQueueApi {

  /** Mails in one state for one reason; {@code reason} and {@code nextAttemptAt} may be null. */
  record Group(String state, String reason, long mails, Instant oldest, Instant nextAttemptAt) {}

  record Groups(List<Group> items) {}

  record Retry(String reason) {}

  record Retried(int retried) {}

  @GET
  Uni<Groups> groups();

  @GET
  @Path("/mails")
  Uni<MailsApi.MailPage> mails(
      @QueryParam("state") String state,
      @QueryParam("reason") String reason,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  @POST
  @Path("/retries")
  Uni<Retried> retry(Retry retry);
}
