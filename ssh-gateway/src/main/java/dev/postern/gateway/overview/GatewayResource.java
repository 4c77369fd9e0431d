package dev.postern.gateway.overview;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.view.GatewayView;
import dev.postern.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/gateway}: how this replica is. */
@Path("/v1/gateway")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "gateway", description = "This replica")
class GatewayResource {

  /** The brokers are asked every second; no answer for so long is more than a hiccup. */
  private static final Duration LIVE = Duration.ofSeconds(10);

  /**
   * This replica.
   *
   * @param clients SSH connections that are logged in
   * @param sessions of clients in containers
   * @param terminals of pages, including those whose page is away
   * @param upstreams connections to containers
   * @param acceptsLogins false while it starts, stops, or knows too little
   */
  record Gateway(
      String name,
      Instant startedAt,
      View view,
      int clients,
      long sessions,
      long terminals,
      int upstreams,
      boolean acceptsLogins) {}

  /**
   * What it knows.
   *
   * @param live whether it was whole a moment ago
   * @param stalenessSeconds since it was known to be whole; null before it was loaded
   */
  record View(boolean live, Long stalenessSeconds, int keys, int containers, int shares) {}

  private final GatewayServer server;
  private final GatewayView view;
  private final Replica replica;

  GatewayResource(GatewayServer server, GatewayView view, Replica replica) {
    this.server = server;
    this.view = view;
    this.replica = replica;
  }

  @GET
  @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
  @Operation(summary = "How this replica is: what it knows, who is connected")
  public Gateway get() {
    return new Gateway(
        replica.name(),
        replica.startedAt(),
        view(),
        server.connections().count(),
        server.connections().open().count(),
        server.terminals().open().count(),
        server.upstreamCount(),
        server.acceptsLogins());
  }

  private View view() {
    Optional<Duration> staleness = view.staleness(Instant.now());
    return new View(
        staleness.filter(age -> age.compareTo(LIVE) < 0).isPresent(),
        staleness.map(Duration::toSeconds).orElse(null),
        view.keyCount(),
        view.containerCount(),
        view.shareCount());
  }
}
