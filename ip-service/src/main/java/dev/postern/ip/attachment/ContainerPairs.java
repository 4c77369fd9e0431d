package dev.postern.ip.attachment;

import dev.postern.identity.Scope;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.container.KnownContainers;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Locks two containers between which addresses may go, or says why none may. */
final class ContainerPairs {

  private final KnownContainers containers;

  ContainerPairs(KnownContainers containers) {
    this.containers = containers;
  }

  record Pair(KnownContainer a, KnownContainer b) {}

  /**
   * Both, locked in the order of their ids, so that two swaps of the same containers wait for each
   * other and do not end each other.
   *
   * @param noA what to say where {@code a} is not the account's; null for the usual
   * @param scope whose both must be
   */
  Uni<Pair> locked(String a, Problem noA, String b, Scope scope) {
    if (a.equals(b)) {
      return first(a, noA, scope).invoke(ContainerPairs::refuseSame).replaceWith((Pair) null);
    }
    Uni<Pair> pair =
        a.compareTo(b) < 0
            ? first(a, noA, scope)
                .chain(lockedA -> containers.locked(b, scope).map(o -> new Pair(lockedA, o)))
            : containers
                .locked(b, scope)
                .chain(lockedB -> first(a, noA, scope).map(o -> new Pair(o, lockedB)));
    return pair.invoke(ContainerPairs::refuse);
  }

  private Uni<KnownContainer> first(String id, Problem noSuch, Scope scope) {
    Uni<KnownContainer> found = containers.locked(id, scope);
    return noSuch == null ? found : found.onFailure(Problem.class).transform(e -> noSuch);
  }

  private static void refuseSame(KnownContainer container) {
    throw Problem.conflict(
        "same-container",
        "It is the same container twice: " + container.id() + ". Name two different ones.");
  }

  private static void refuse(Pair pair) {
    if (!pair.a().account().equals(pair.b().account())) {
      throw Problem.conflict(
          "other-account", "The containers are of two accounts. Addresses stay in their account.");
    }
    refuseStopped(pair.a());
    refuseStopped(pair.b());
  }

  private static void refuseStopped(KnownContainer container) {
    if (container.isStopped()) {
      throw Problem.conflict(
          "container-stopped", "Container " + container.id() + " is stopped. Start it first.");
    }
  }
}
