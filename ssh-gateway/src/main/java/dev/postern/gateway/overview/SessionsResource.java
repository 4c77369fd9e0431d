package dev.postern.gateway.overview;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.session.OpenSession;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.identity.Scope;
import dev.postern.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/sessions}: an account's own; operators and auditors all. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sessions", description = "Who is in which container now, through this replica")
class SessionsResource {

  /**
   * A part of the list.
   *
   * @param gateway the replica's name
   */
  record Sessions(String gateway, List<OpenSession> items, String next) {}

  private final Caller caller;
  private final GatewayServer server;
  private final Replica replica;

  SessionsResource(Caller caller, GatewayServer server, Replica replica) {
    this.caller = caller;
    this.server = server;
    this.replica = replica;
  }

  @GET
  @RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.AUDITOR})
  @Operation(
      summary = "List open sessions, oldest first",
      description =
          "What your account's keys and sign-ins have open. An operator or auditor sees every"
              + " account's, or one's with ?account=.")
  public Sessions list(
      @QueryParam("account") String account,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    Scope scope = caller.reading(account);
    Page<OpenSession> page =
        PageOfIds.of(
            open().filter(session -> scope.includes(session.account())),
            session -> session.id().toString(),
            PageOfIds.asked(limit, cursor));
    return new Sessions(replica.name(), page.items(), page.next());
  }

  private Stream<OpenSession> open() {
    return Stream.concat(server.connections().open(), server.terminals().open());
  }
}
