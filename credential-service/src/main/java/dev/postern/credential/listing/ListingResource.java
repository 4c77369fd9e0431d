package dev.postern.credential.listing;

import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.signin.Caller;
import dev.postern.credential.signin.Role;
import dev.postern.credential.signin.Scope;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Reads containers. */
@Path("/v1/containers")
class ListingResource {

  private final Listing listing;
  private final Caller caller;

  ListingResource(Listing listing, Caller caller) {
    this.listing = listing;
    this.caller = caller;
  }

  @GET
  @WithSession
  @RolesAllowed({Role.USER, Role.PLATFORM, Role.OPERATOR, Role.AUDITOR})
  @Operation(summary = "Containers of the account; operators and auditors see all")
  public Uni<Page<ContainerView>> list(
      @QueryParam("account") String account,
      @QueryParam("environment") String environment,
      @QueryParam("layer") String layer,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
      @QueryParam("cursor") String cursor) {
    Scope scope = caller.reading();
    if (account != null && !scope.sees(account)) {
      return Uni.createFrom().item(new Page<>(List.of(), null));
    }
    return listing.page(
        new ContainerFilter(
            scope.account().or(() -> Optional.ofNullable(account)),
            Optional.ofNullable(environment),
            Optional.ofNullable(layer)),
        cursor,
        limit);
  }

  @GET
  @Path("/{id}")
  @WithSession
  @RolesAllowed({Role.USER, Role.PLATFORM, Role.OPERATOR, Role.AUDITOR})
  @Operation(summary = "A container with the state of its latest password")
  public Uni<ContainerView> get(@PathParam("id") String id) {
    return listing.one(caller.reading(), id);
  }
}
