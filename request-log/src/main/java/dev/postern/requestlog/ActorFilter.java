package dev.postern.requestlog;

import dev.postern.identity.TokenActor;
import dev.postern.outbox.CurrentCause;
import io.quarkus.security.identity.SecurityIdentity;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says who sent the request, to every event that its transactions store. */
class ActorFilter {

  private final SecurityIdentity caller;

  ActorFilter(SecurityIdentity caller) {
    this.caller = caller;
  }

  @ServerRequestFilter
  public void sayWhoAsks() {
    TokenActor.of(caller).ifPresent(CurrentCause::isRequestOf);
  }
}
