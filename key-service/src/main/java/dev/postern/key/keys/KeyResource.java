package dev.postern.key.keys;

import dev.postern.idempotency.Answer;
import dev.postern.idempotency.Idempotency;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.key.listing.Page;
import dev.postern.key.listing.Quota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
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

/** {@code /v1/keys}: owners manage their own keys; operators and auditors read all. */
@Path(KeyResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "keys", description = "Public keys that open an account's containers at the gateway")
class KeyResource {

  static final String PATH = "/v1/keys";

  private final Caller caller;
  private final KeyRequestValidator requestValidator;
  private final KeyService keyService;
  private final Idempotency idempotency;
  private final Vertx vertx;

  KeyResource(
      Caller caller,
      KeyRequestValidator requestValidator,
      KeyService keyService,
      Idempotency idempotency,
      Vertx vertx) {
    this.caller = caller;
    this.requestValidator = requestValidator;
    this.keyService = keyService;
    this.idempotency = idempotency;
    this.vertx = vertx;
  }

  @GET
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(
      summary = "List keys, oldest first",
      description = "An operator or auditor sees every account's, or one's with ?account=.")
  public Uni<KeyPage> list(
      @QueryParam("account") String account,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    return keyService.list(caller.reading(account), Page.of(limit, cursor));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.USER)
  @Operation(summary = "Add a public key to your account")
  @APIResponse(responseCode = "201", description = "Added; Location is the key's own address")
  @APIResponse(responseCode = "400", description = "Not a key that may be used; errors say why")
  @APIResponse(responseCode = "409", description = "Added before, or too many keys")
  public Uni<Response> add(NewKey request) {
    String account = caller.account();
    return idempotency.once(request, () -> addChecked(account, request));
  }

  private Uni<Answer> addChecked(String account, NewKey request) {
    return vertx
        .executeBlocking(() -> requestValidator.check(request), false)
        .chain(valid -> keyService.add(account, valid))
        .map(key -> Answer.created(PATH + "/" + key.id, KeyView.of(key)));
  }

  @GET
  @Path("/quota")
  @RolesAllowed(Roles.USER)
  @Operation(summary = "How many keys you have and may have")
  public Uni<Quota> quota() {
    return keyService.quota(caller.account());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "One key")
  @APIResponse(responseCode = "404", description = "No such key, or another account's")
  public Uni<KeyView> get(@PathParam("id") String id) {
    return keyService.get(caller.reading(), id).map(KeyView::of);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.USER)
  @Operation(summary = "Remove a key; new logins with it are refused within a second")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "404", description = "No such key, or another account's")
  public Uni<Void> remove(@PathParam("id") String id) {
    return keyService.remove(caller.account(), id);
  }
}
