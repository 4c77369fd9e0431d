package dev.postern.credential.registration;

import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.HostResolver;
import dev.postern.credential.access.Target;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Checks how the platform wants a container to be reached, and resolves its host. */
@ApplicationScoped
class TargetResolver {

  private static final int SSH = 22;

  private final Adapters adapters;
  private final HostResolver resolver;

  TargetResolver(Adapters adapters, HostResolver resolver) {
    this.adapters = adapters;
    this.resolver = resolver;
  }

  /**
   * @return fails with the problem 400 where there is no such adapter, or the host cannot be
   *     resolved or must not be reached
   */
  Uni<Target> resolve(AccessRequest access) {
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
                new Target(
                    access.adapter(),
                    address.orElseThrow(TargetResolver::refused),
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
