package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the services put aside, as credential-service tells it. */
@Path("/v1/dead-letters")
@RegisterRestClient(configKey = "containers")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface DeadLettersApi {

  /** What the record did not say is null. */
  record DeadLetter(
      Instant time, String topic, Integer partition, Long offset, String type, String reason) {}

  record DeadLetters(List<DeadLetter> items) {}

  @GET
  Uni<DeadLetters> newest(@QueryParam("limit") int limit);
}
