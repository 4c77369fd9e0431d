package dev.postern.credential.pods;

import dev.postern.credential.access.HostResolver;
import dev.postern.credential.access.Target;
import dev.postern.credential.access.kubernetes.KubernetesConfig;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.NewContainer;
import dev.postern.credential.container.RegistrationOptions;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.credential.KeptPassword;
import dev.postern.credential.pods.Restoration.Restored;
import dev.postern.credential.pods.UnfitPodException.Reason;
import dev.postern.credential.registration.ContainerLifecycle;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.problem.NameRule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes the database agree with a pod as it is now, in the caller's transaction; a second time
 * changes nothing.
 */
@ApplicationScoped
class PodReconciler {

  private static final String KUBERNETES = "kubernetes";

  private final PodRepository rows;
  private final Containers containers;
  private final ContainerLifecycle lifecycle;
  private final Credentials credentials;
  private final HostResolver resolver;
  private final Duration retireAfter;
  private final Clock clock = Clock.systemUTC();

  PodReconciler(
      PodRepository rows,
      Containers containers,
      ContainerLifecycle lifecycle,
      Credentials credentials,
      HostResolver resolver,
      KubernetesConfig config) {
    this.rows = rows;
    this.containers = containers;
    this.lifecycle = lifecycle;
    this.credentials = credentials;
    this.resolver = resolver;
    this.retireAfter = config.retireAfter();
  }

  /**
   * A pod is ready: registers it, or finds it unchanged.
   *
   * @return what has to be restored in it first; null where nothing has to
   */
  Uni<ToRestore> ready(PodFacts pod) {
    return rows.locked(pod)
        .chain(
            row ->
                row.isRegistered()
                    ? containers.lock(row.container()).chain(known -> compare(row, known, pod))
                    : register(row, pod).replaceWith((ToRestore) null));
  }

  private Uni<ToRestore> compare(PodRow row, ContainerDetails known, PodFacts pod) {
    if (known == null) {
      // The platform deleted the container; its pod is not registered again.
      return Uni.createFrom().nullItem();
    }
    if (!known.account().equals(pod.placement().account())) {
      // Two owners must not share a password, so the container of the one before ends.
      return lifecycle.end(known).chain(() -> register(row, pod)).replaceWith((ToRestore) null);
    }
    boolean same = row.isInstance(pod.instance()) && known.target().host().equals(pod.host());
    if (!same) {
      return credentials.kept(known.id()).map(kept -> new ToRestore(known.id(), kept));
    }
    row.runs(pod.instance());
    return known.runs()
        ? Uni.createFrom().nullItem()
        : lifecycle.start(known, null).replaceWith((ToRestore) null);
  }

  private Uni<Void> register(PodRow row, PodFacts pod) {
    return target(pod, List.of())
        .chain(target -> name(pod).chain(name -> lifecycle.begin(container(pod, name, target))))
        .call(details -> containers.keepHash(details.id(), pod.keepsHash()))
        .invoke(details -> row.registered(details.id(), pod.instance()))
        .replaceWithVoid();
  }

  private static NewContainer container(PodFacts pod, String name, Target target) {
    return new NewContainer(
        name,
        pod.placement(),
        new RegistrationOptions(true, PublicIpCounts.NONE, KUBERNETES),
        target);
  }

  /**
   * The pod's own name, or where the account has that one already, with the namespace before it.
   */
  private Uni<String> name(PodFacts pod) {
    String longer = pod.namespace() + "-" + pod.pod();
    String account = pod.placement().account();
    return containers
        .isNameTaken(account, pod.pod())
        .chain(taken -> taken ? free(account, longer) : Uni.createFrom().item(pod.pod()));
  }

  private Uni<String> free(String account, String name) {
    return containers
        .isNameTaken(account, name)
        .map(
            taken -> {
              if (taken || !name.matches(NameRule.PATTERN)) {
                throw new UnfitPodException(Reason.NAME_TAKEN);
              }
              return name;
            });
  }

  private Uni<Target> target(PodFacts pod, List<String> hostKeys) {
    return resolver
        .resolve(pod.host())
        .map(
            address ->
                new Target(
                    Restoration.ADAPTER,
                    address.orElseThrow(() -> new UnfitPodException(Reason.ADDRESS_REFUSED)),
                    pod.port(),
                    pod.ref(),
                    hostKeys));
  }

  /**
   * The pod is restored: its container runs.
   *
   * @return false where another password is kept by now, and has to be restored first
   */
  Uni<Boolean> restored(PodFacts pod, Restored done) {
    return rows.locked(pod.identity())
        .chain(
            row ->
                row == null || !row.isRegistered()
                    ? Uni.createFrom().item(true)
                    : containers
                        .lock(row.container())
                        .chain(known -> known == null ? done() : start(row, known, pod, done)));
  }

  private Uni<Boolean> start(PodRow row, ContainerDetails known, PodFacts pod, Restored done) {
    return credentials
        .kept(known.id())
        .chain(
            kept ->
                Objects.equals(kept, done.kept())
                    ? target(pod, done.hostKeys())
                        .chain(target -> lifecycle.start(known, target))
                        .chain(() -> containers.keepHash(known.id(), pod.keepsHash()))
                        .chain(() -> containers.hasAccessKeys(known.id(), done.accessKeysDigest()))
                        .invoke(() -> row.runs(pod.instance()))
                        .replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private static Uni<Boolean> done() {
    return Uni.createFrom().item(true);
  }

  /** The pod ended, and may be away only for a while. */
  Uni<Void> stopped(String identity) {
    return known(identity, row -> containers.lock(row.container()).chain(this::stop));
  }

  /**
   * The pod is gone.
   *
   * @param certain whether the pod was seen to be gone, not only that its namespace is no longer
   *     watched
   */
  Uni<Void> away(String identity, boolean certain) {
    return known(
        identity,
        row ->
            row.isAway(clock.instant(), retireAfter) || certain && !row.comesBack()
                ? retire(row)
                : containers.lock(row.container()).chain(this::stop));
  }

  private Uni<Void> known(String identity, Function<PodRow, Uni<Void>> change) {
    return rows.locked(identity)
        .chain(
            row ->
                row == null || !row.isRegistered()
                    ? Uni.createFrom().voidItem()
                    : change.apply(row));
  }

  private Uni<Void> stop(ContainerDetails details) {
    return details == null ? Uni.createFrom().voidItem() : lifecycle.stop(details);
  }

  private Uni<Void> retire(PodRow row) {
    row.retire();
    return containers
        .lock(row.container())
        .chain(details -> details == null ? Uni.createFrom().voidItem() : lifecycle.end(details));
  }

  /**
   * A pod whose files may be new.
   *
   * @param kept null where no password is kept
   */
  record ToRestore(String container, KeptPassword kept) {}
}
