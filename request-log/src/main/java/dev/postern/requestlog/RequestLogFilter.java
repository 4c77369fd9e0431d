package dev.postern.requestlog;

import dev.postern.identity.TokenActor;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Tells the log of each request that changes something or was denied, once it is answered. The
 * source is the peer of the connection; behind proxies that {@code quarkus.http.proxy} trusts it is
 * what they say.
 */
class RequestLogFilter {

  private final RequestPublisher publisher;
  private final CurrentIdentityAssociation caller;
  private final CurrentVertxRequest connection;

  RequestLogFilter(
      RequestPublisher publisher,
      CurrentIdentityAssociation caller,
      CurrentVertxRequest connection) {
    this.publisher = publisher;
    this.caller = caller;
    this.connection = connection;
  }

  @ServerResponseFilter
  public Uni<Void> answered(
      ContainerRequestContext request, ContainerResponseContext response, ResourceInfo resource) {
    SocketAddress peer = connection.getCurrent().request().remoteAddress();
    Outcome outcome = Outcome.of(request.getMethod(), response.getStatus());
    if (outcome == Outcome.UNREMARKABLE
        || resource == null
        || resource.getResourceMethod() == null
        || peer == null) {
      return Uni.createFrom().voidItem();
    }
    // Not what ActorFilter said: who lacks the role is refused before it.
    return TokenActor.of(caller.getDeferredIdentity())
        .invoke(
            actor ->
                publisher.publish(
                    outcome,
                    Operation.of(request.getMethod(), resource),
                    Target.of(request.getUriInfo().getPathParameters()),
                    peer.hostAddress(),
                    response.getStatus(),
                    actor.orElse(null)))
        .replaceWithVoid();
  }
}
