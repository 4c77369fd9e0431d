package dev.postern.gateway.overview;

import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.view.GatewayView;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.paging.Page;
import dev.postern.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/containers}: what the account's keys open, as the gateway knows it. */
@Path("/v1/containers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "containers", description = "What an account's keys open")
class ContainersResource {

  /**
   * A container that the account may enter.
   *
   * @param account its owner
   * @param shared whether another account shares it
   */
  record EnterableContainer(
      String id,
      String name,
      String account,
      String environment,
      String layer,
      RuntimeStatus status,
      boolean shared) {

    static EnterableContainer of(ContainerState state, String account) {
      return new EnterableContainer(
          state.container(),
          state.name(),
          state.account(),
          state.environment(),
          state.layer(),
          state.runtime(),
          !state.account().equals(account));
    }
  }

  private final Caller caller;
  private final GatewayView view;

  ContainersResource(Caller caller, GatewayView view) {
    this.caller = caller;
    this.view = view;
  }

  @GET
  @RolesAllowed(Roles.USER)
  @Operation(
      summary = "List the containers that your keys open, by id",
      description = "Your own and those that others share with you; one kind with ?shared=.")
  @APIResponse(responseCode = "503", description = "The gateway just started and knows none yet")
  public Page<EnterableContainer> list(
      @QueryParam("shared") String shared,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    String account = caller.account();
    if (view.staleness(Instant.now()).isEmpty()) {
      throw Problem.unavailable("The gateway just started; try again in a moment.");
    }
    return PageOfIds.of(
        view.enterable(account)
            .map(state -> EnterableContainer.of(state, account))
            .filter(wanted(shared)),
        EnterableContainer::id,
        PageOfIds.asked(limit, cursor));
  }

  private static Predicate<EnterableContainer> wanted(String shared) {
    if (shared == null) {
      return container -> true;
    }
    if (!shared.equals("true") && !shared.equals("false")) {
      throw Problem.invalid("shared", "use true or false");
    }
    return container -> container.shared() == Boolean.parseBoolean(shared);
  }
}
