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

  /**
   * @param previous the cursor of the page before; null where there is none
   */
  record ContainerPage(List<Container> items, String next, String previous)
      implements Page<Container> {}

  /** How many containers are in a layer; {@code layer} may be null. */
  record LayerCount(String account, String environment, String layer, int total) {}

  /**
   * @param groups empty unless they were asked for
   */
  record Counts(int total, List<LayerCount> groups) {

    public Counts {
      groups = groups == null ? List.of() : List.copyOf(groups);
    }
  }

  record EventPage(List<ContainerEvent> items, String next) implements Page<ContainerEvent> {}

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
  @Path("/containers")
  Uni<ContainerPage> find(
      @QueryParam("filter") String filter,
      @QueryParam("sort") String sort,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  /**
   * @param by {@code layer} for the groups too, else null
   */
  @GET
  @Path("/containers/counts")
  Uni<Counts> counts(
      @QueryParam("environment") List<String> environments,
      @QueryParam("layer") String layer,
      @QueryParam("filter") String filter,
      @QueryParam("by") String by);

  @GET
  @Path("/containers/{id}")
  Uni<Container> get(@PathParam("id") String id);

  @GET
  @Path("/containers/{id}/history")
  Uni<EventPage> history(
      @PathParam("id") String id,
      @QueryParam("order") String order,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  @POST
  @Path("/containers/{id}/ssh-check")
  Uni<SshCheck> check(@PathParam("id") String id);

  @POST
  @Path("/password-resets")
  Uni<ResetBatch> reset(@HeaderParam("Idempotency-Key") String key, SetRequest request);

  @GET
  @Path("/password-resets/{id}")
  Uni<ResetBatch> resets(@PathParam("id") String id);
}
