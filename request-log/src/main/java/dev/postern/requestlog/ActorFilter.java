package dev.postern.requestlog;

import dev.postern.identity.TokenActor;
import dev.postern.outbox.CurrentCause;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says who sent the request, to every event that its transactions store. */
class ActorFilter {

  private final CurrentIdentityAssociation caller;

  ActorFilter(CurrentIdentityAssociation caller) {
    this.caller = caller;
  }

  /** Deferred: a service may look at a token no sooner than something asks. */
  @ServerRequestFilter
  public Uni<Response> sayWhoAsks() {
    return TokenActor.of(caller.getDeferredIdentity())
        .invoke(actor -> actor.ifPresent(CurrentCause::isRequestOf))
        .replaceWith((Response) null);
  }
}
