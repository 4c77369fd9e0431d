package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
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

/** What the pages use of credential-service. */
@Path("/v1")
@RegisterRestClient(configKey = "containers")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface ContainersApi {

  /** The most that a list gives at once. */
  int MOST = 200;

  record ContainerPage(List<Container> items, String next) {}

  record EventPage(List<ContainerEvent> items, String next) {}

  record SetRequest(List<String> containers) {}

  @GET
  @Path("/containers")
  Uni<ContainerPage> list(
      @QueryParam("environment") String environment,
      @QueryParam("layer") String layer,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  /**
   * @param ids at most {@link #MOST}
   */
  @GET
  @Path("/containers")
  Uni<ContainerPage> present(@QueryParam("id") List<String> ids, @QueryParam("limit") int limit);

  @GET
  @Path("/containers/{id}")
  Uni<Container> get(@PathParam("id") String id);

  @GET
  @Path("/containers/{id}/history")
  Uni<EventPage> history(
      @PathParam("id") String id,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  @POST
  @Path("/containers/{id}/ssh-check")
  Uni<SshCheck> check(@PathParam("id") String id);

  @POST
  @Path("/password-resets")
  Uni<ResetSet> reset(@HeaderParam("Idempotency-Key") String key, SetRequest request);

  @GET
  @Path("/password-resets/{id}")
  Uni<ResetSet> resets(@PathParam("id") String id);
}
