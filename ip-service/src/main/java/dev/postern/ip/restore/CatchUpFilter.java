package dev.postern.ip.restore;

import dev.postern.outbox.CatchUpGate;
import dev.postern.problem.ChangingRequests;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets no request take or give back an address before the database knows what is taken. Reading
 * goes on: what it shows may be as old as the backup.
 */
class CatchUpFilter {

  private final CatchUpGate gate;

  CatchUpFilter(CatchUpGate gate) {
    this.gate = gate;
  }

  @ServerRequestFilter
  public Uni<Response> await(ContainerRequestContext request) {
    return ChangingRequests.await(request, gate.isOpen(), gate::opened);
  }
}
