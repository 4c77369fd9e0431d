package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the pages use of key-service's shares. */
@Path("/v1/shares")
@RegisterRestClient(configKey = "keys")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface SharesApi {

  record SharePage(List<Share> items, String next) implements Page<Share> {}

  record NewShare(String environment, String with) {}

  /**
   * @param direction {@code given} or {@code received}
   */
  @GET
  Uni<SharePage> list(
      @QueryParam("direction") String direction,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  @GET
  @Path("/quota")
  Uni<Quota> quota();

  @POST
  Uni<Share> add(@HeaderParam("Idempotency-Key") String once, NewShare share);

  @GET
  @Path("/{id}")
  Uni<Share> get(@PathParam("id") String id);

  @DELETE
  @Path("/{id}")
  Uni<Void> remove(@PathParam("id") String id);
}
