package dev.postern.credential.listing;

import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.ContainerSort;
import dev.postern.credential.container.FilterText;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.paging.PageLimit;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads containers. */
@Path("/v1/containers")
class ContainersResource {

  private static final int MOST = 200;

  private final Listing listing;
  private final Caller caller;

  ContainersResource(Listing listing, Caller caller) {
    this.listing = listing;
    this.caller = caller;
  }

  /** Which containers; every parameter may be left out. */
  static final class Which {

    @Parameter(description = "Operators, auditors and platforms: only this account's")
    @RestQuery
    String account;

    @Parameter(description = "One or several environments")
    @RestQuery
    @Size(max = MOST)
    Set<String> environment;

    @RestQuery String layer;

    @Parameter(description = "One or several ids")
    @RestQuery
    @Size(max = MOST)
    Set<String> id;

    @Parameter(
        description =
            "Words that all must match: a part of an id, name, environment, layer, account or"
                + " address, running or stopped, or layer:, environment:, status:, ssh:ok,"
                + " ssh:unreachable, ssh:unknown, password:failed, password:pending")
    @RestQuery
    @Size(max = FilterText.LONGEST)
    String filter;

    ContainerFilter readBy(Caller caller) {
      return new ContainerFilter(
          caller.reading(account).account(),
          environment,
          Optional.ofNullable(layer),
          id,
          FilterText.of(filter));
    }
  }

  @GET
  @WithSession
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "Containers of the account; operators and auditors see all")
  public Uni<ContainerPage> list(
      @BeanParam @Valid Which which,
      @Parameter(description = "id, name, environment or status; -name and the like from the end")
          @QueryParam("sort")
          String sort,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) @Min(1) @Max(PageLimit.MOST) int limit,
      @QueryParam("cursor") String cursor) {
    return listing.page(which.readBy(caller), ContainerSort.of(sort), cursor, limit);
  }

  @GET
  @Path("/counts")
  @WithSession
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "How many containers a list with the same parameters has")
  public Uni<ContainerCounts> counts(
      @BeanParam @Valid Which which,
      @Parameter(
              description = "layer: also by account, environment and layer, at most 1000 of them")
          @QueryParam("by")
          @Pattern(regexp = "layer", message = "give layer, or leave it out")
          String by) {
    return listing.counts(which.readBy(caller), by != null);
  }

  @GET
  @Path("/{id}")
  @WithSession
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "A container with the state of its latest password")
  public Uni<ContainerView> get(@PathParam("id") String id) {
    return listing.one(caller.reading(), id);
  }
}
