package dev.postern.credential.registration;

import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.HostResolver;
import dev.postern.credential.container.NewContainer.Reach;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Turns what the platform says about reaching a container into what the service will do. */
@ApplicationScoped
class ReachCheck {

  private static final int SSH = 22;

  private final Adapters adapters;
  private final HostResolver resolver;

  ReachCheck(Adapters adapters, HostResolver resolver) {
    this.adapters = adapters;
    this.resolver = resolver;
  }

  /**
   * @return fails with the problem 400 where the adapter is none of ours, or the host cannot be
   *     resolved or must not be reached
   */
  Uni<Reach> check(AccessRequest access) {
    ContainerAccess adapter = adapters.named(access.adapter()).orElseThrow(this::unknown);
    if (access.host() == null) {
      throw Problem.invalid("access.host", "is needed by this adapter");
    }
    if (access.ref() == null && adapter.needsRef()) {
      throw Problem.invalid("access.ref", "is needed by this adapter");
    }
    return resolver
        .resolve(access.host())
        .map(
            address ->
                new Reach(
                    access.adapter(),
                    address.orElseThrow(ReachCheck::refused),
                    access.port() == null ? SSH : access.port(),
                    access.ref(),
                    access.hostKeys() == null ? List.of() : access.hostKeys()));
  }

  private Problem unknown() {
    return Problem.invalid(
        "access.adapter", "must be one of: " + String.join(", ", adapters.names()));
  }

  private static Problem refused() {
    return Problem.invalid(
        "access.host", "does not resolve to an address that this service may connect to");
  }
}
