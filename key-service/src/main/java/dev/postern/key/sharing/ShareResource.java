package dev.postern.key.sharing;

import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.key.listing.Cursors;
import dev.postern.key.listing.Quota;
import dev.postern.paging.Page;
import dev.postern.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/shares}: owners give and take back; both sides read; operators and auditors all. */
@Path(ShareResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "shares", description = "Environments that another account's keys open too")
class ShareResource {

  static final String PATH = "/v1/shares";

  private final Caller caller;
  private final ShareService shareService;
  private final Idempotency idempotency;

  ShareResource(Caller caller, ShareService shareService, Idempotency idempotency) {
    this.caller = caller;
    this.shareService = shareService;
    this.idempotency = idempotency;
  }

  @GET
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(
      summary = "List shares, oldest first",
      description =
          "What you share with others, or with ?direction=received what others share with you."
              + " An operator or auditor sees every account's, or one's with ?account=.")
  public Uni<Page<ShareView>> list(
      @QueryParam("direction") String direction,
      @QueryParam("account") String account,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return shareService.list(
        caller.reading(account),
        Direction.of(direction),
        PageRequest.of(limit, cursor, Cursors.FORMAT));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.USER)
  @Operation(
      summary = "Let another account's keys open one of your environments at the gateway",
      description = "Names only: neither the environment nor the account has to exist.")
  @APIResponse(responseCode = "201", description = "Shared; Location is the share's own address")
  @APIResponse(responseCode = "400", description = "No such name is possible, or your own account")
  @APIResponse(responseCode = "409", description = "Shared already, or too many shares")
  public Uni<Response> give(NewShare request) {
    String owner = caller.account();
    return idempotency.once(
        request, () -> shareService.give(owner, request).map(ShareResource::created));
  }

  private static Answer created(Share share) {
    return Answer.created(PATH + "/" + share.id, ShareView.of(share));
  }

  @GET
  @Path("/quota")
  @RolesAllowed(Roles.USER)
  @Operation(summary = "How many shares you gave and may give")
  public Uni<Quota> quota() {
    return shareService.quota(caller.account());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "One share that you gave or received")
  @APIResponse(responseCode = "404", description = "No such share, or between other accounts")
  public Uni<ShareView> get(@PathParam("id") String id) {
    return shareService.get(caller.reading(), id).map(ShareView::of);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.USER)
  @Operation(summary = "Take a share back; new logins by it are refused within a second")
  @APIResponse(responseCode = "204", description = "Taken back")
  @APIResponse(responseCode = "404", description = "No such share, or one that you did not give")
  public Uni<Void> takeBack(@PathParam("id") String id) {
    return shareService.takeBack(caller.account(), id);
  }
}
