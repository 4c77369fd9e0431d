package dev.postern.credential.history;

import dev.postern.credential.container.Containers;
import dev.postern.credential.listing.Listing;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.paging.CursorFormat;
import dev.postern.paging.Page;
import dev.postern.paging.PageLimit;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Reads what was published about a container. */
@Path("/v1/containers/{id}/history")
class HistoryResource {

  private static final CursorFormat<String> CURSORS =
      CursorFormat.text(HistoryResource::unknownCursor)
          .where(position -> position.matches("[a-z0-9-]{1,200}"));

  private final Containers containers;
  private final EventHistory events;
  private final Caller caller;

  HistoryResource(Containers containers, EventHistory events, Caller caller) {
    this.containers = containers;
    this.events = events;
    this.caller = caller;
  }

  @GET
  @WithSession
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "The container's events")
  public Uni<Page<PublishedEvent>> list(
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue(PageLimit.DEFAULT) @Min(1) @Max(PageLimit.MOST) int limit,
      @QueryParam("cursor") String cursor,
      @Parameter(description = "newest: from the end")
          @QueryParam("order")
          @DefaultValue("oldest")
          @Pattern(regexp = "oldest|newest", message = "give oldest or newest")
          String order) {
    return containers
        .find(id)
        .invoke(details -> Listing.visible(caller.reading(), details))
        .chain(() -> read(id, CURSORS.position(cursor), limit + 1, order))
        .map(found -> Page.of(found, limit, HistoryResource::cursor, Function.identity()));
  }

  private static String cursor(PublishedEvent event) {
    return CURSORS.cursor(event.position());
  }

  private static Problem unknownCursor() {
    return Problem.badRequest(
        "The cursor is none of ours: use the value of next, or leave it out.");
  }

  private Uni<List<PublishedEvent>> read(String id, String position, int limit, String order) {
    return order.equals("newest")
        ? events.before(id, position, limit)
        : events.after(id, position, limit);
  }
}
