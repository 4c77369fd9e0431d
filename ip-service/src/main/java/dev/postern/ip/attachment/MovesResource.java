package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.identity.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Owners give addresses from one of their running containers to another. */
@Path("/v1")
@RolesAllowed({Roles.USER, Roles.PLATFORM})
public class MovesResource {

  private static final int LONGEST_ID = 63;

  private final MoveService moves;
  private final Reconciler reconciler;
  private final IpViews views;
  private final Idempotency idempotency;
  private final Caller caller;

  MovesResource(
      MoveService moves,
      Reconciler reconciler,
      IpViews views,
      Idempotency idempotency,
      Caller caller) {
    this.moves = moves;
    this.reconciler = reconciler;
    this.views = views;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  /**
   * @param to the container's id
   */
  record Move(@NotNull @Size(min = 1, max = LONGEST_ID) String to) {}

  record Swap(
      @NotNull @Size(min = 1, max = LONGEST_ID) String a,
      @NotNull @Size(min = 1, max = LONGEST_ID) String b,
      @NotNull Family family) {}

  /** The addresses that changed hands, as they are now. */
  record Swapped(List<IpView> items) {}

  @POST
  @Path("/ips/{address}/move")
  @Operation(summary = "Give the address to another container, without quarantine")
  @APIResponseSchema(value = IpView.class, responseCode = "202")
  public Uni<Response> move(String address, @NotNull @Valid Move wanted) {
    String canonical = IpAddresses.parse(address).text();
    Scope scope = caller.changing();
    return idempotency
        .once(
            wanted,
            () -> moves.move(canonical, wanted.to(), scope).map(a -> Answer.accepted(views.of(a))))
        .invoke(reconciler::wake);
  }

  @POST
  @Path("/ips/swap")
  @Operation(summary = "Two containers trade all their addresses of a family")
  @APIResponseSchema(value = Swapped.class, responseCode = "202")
  public Uni<Response> swap(@NotNull @Valid Swap wanted) {
    Scope scope = caller.changing();
    return idempotency
        .once(
            wanted,
            () ->
                moves
                    .swap(wanted.a(), wanted.b(), wanted.family(), scope)
                    .map(all -> Answer.accepted(new Swapped(all.stream().map(views::of).toList()))))
        .invoke(reconciler::wake);
  }
}
