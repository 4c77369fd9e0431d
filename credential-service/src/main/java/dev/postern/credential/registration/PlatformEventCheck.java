package dev.postern.credential.registration;

import dev.postern.credential.access.Target;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.platform.ContainerProvisioned;
import dev.postern.events.platform.ContainerReach;
import dev.postern.events.platform.PlatformEvent;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;

/**
 * Checks a platform's events by the rules of the API. An event that breaks them becomes a dead
 * letter, and the next records are read.
 */
@ApplicationScoped
class PlatformEventCheck {

  private static final int LONGEST_REF = 253;

  private final Validator validator;
  private final TargetResolver targetResolver;
  private final Containers containers;

  PlatformEventCheck(Validator validator, TargetResolver targetResolver, Containers containers) {
    this.validator = validator;
    this.targetResolver = targetResolver;
    this.containers = containers;
  }

  /**
   * @throws UnreadableEventException where the record's key is not the ref of its container: the
   *     order of events would be lost
   */
  void key(String key, PlatformEvent said) {
    if (!isRef(said.ref()) || !said.ref().equals(key)) {
      throw new RefusedFieldException("ref", "the record's key is not the container's ref");
    }
  }

  static boolean isRef(String text) {
    return text != null && !text.isBlank() && text.length() <= LONGEST_REF;
  }

  /**
   * @param later how a later event says that it is reached; null where none did
   * @return fails with {@link UnreadableEventException}
   */
  Uni<NewContainer> container(ContainerProvisioned said, ContainerReach later, String requestedBy) {
    RegistrationRequest request = request(said, later == null ? said.access() : later);
    refuseInvalid(request, "");
    return containers
        .isNameTaken(request.account(), request.name())
        .invoke(PlatformEventCheck::refuseTaken)
        .chain(() -> checked(request.access()))
        .map(target -> request.container(requestedBy, target));
  }

  private static void refuseTaken(boolean taken) {
    if (taken) {
      throw new RefusedFieldException("name", "the account has a container of that name");
    }
  }

  /**
   * @return fails with {@link UnreadableEventException}
   */
  Uni<Target> target(ContainerReach access) {
    AccessRequest request = request(access);
    refuseInvalid(request, "access.");
    return checked(request);
  }

  /** The first field by name, so that the same event is answered the same. */
  private void refuseInvalid(Object request, String within) {
    validator.validate(request).stream()
        .map(broken -> within + broken.getPropertyPath())
        .sorted()
        .findFirst()
        .ifPresent(
            field -> {
              throw new RefusedFieldException(field, "the data breaks the rules of the API");
            });
  }

  private Uni<Target> checked(AccessRequest request) {
    return Uni.createFrom()
        .deferred(() -> targetResolver.resolve(request))
        .onFailure(Problem.class)
        .transform(
            refused -> new RefusedFieldException("access", "the container must not be reached so"));
  }

  private static RegistrationRequest request(ContainerProvisioned said, ContainerReach access) {
    return new RegistrationRequest(
        said.account(),
        said.name(),
        said.environment(),
        said.layer(),
        said.notifyOwner(),
        new RegistrationRequest.PublicIps(said.publicIps().ipv4(), said.publicIps().ipv6()),
        access == null ? null : request(access));
  }

  private static AccessRequest request(ContainerReach access) {
    return new AccessRequest(
        access.adapter(), access.host(), access.port(), null, access.hostKeys());
  }
}
