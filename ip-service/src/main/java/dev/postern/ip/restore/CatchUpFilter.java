package dev.postern.ip.restore;

import dev.postern.outbox.CatchUpGate;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets no request take or give back an address before the database knows what is taken. Reading
 * goes on: what it shows may be as old as the backup.
 */
class CatchUpFilter {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final CatchUpGate gate;

  CatchUpFilter(CatchUpGate gate) {
    this.gate = gate;
  }

  @ServerRequestFilter
  public Uni<Response> await(ContainerRequestContext request) {
    return gate.isOpen() || READING.contains(request.getMethod())
        ? Uni.createFrom().nullItem()
        : gate.opened()
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .onFailure(TimeoutException.class)
            .transform(
                late -> Problem.unavailable("The service is starting. Try again in a moment."))
            .replaceWith((Response) null);
  }
}
