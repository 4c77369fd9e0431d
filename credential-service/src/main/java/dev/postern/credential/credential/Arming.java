package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.password.CryptHash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The step before anything is sent: stores hash and sealed secret, or ends what must not be tried.
 * Runs in the caller's transaction.
 */
@ApplicationScoped
class Arming {

  private final GenerationRepository generations;
  private final Containers containers;
  private final Endings endings;
  private final Clock clock = Clock.systemUTC();

  Arming(GenerationRepository generations, Containers containers, Endings endings) {
    this.generations = generations;
    this.containers = containers;
    this.endings = endings;
  }

  /**
   * @param fresh a new secret; null where an earlier attempt's hash is applied again
   * @return what to do in the container; null where there is nothing to do
   */
  Uni<Job> arm(Claim claim, FreshSecret fresh) {
    return containers
        .lock(claim.container().id())
        .chain(details -> details == null ? none() : armLocked(claim, fresh, details));
  }

  private Uni<Job> armLocked(Claim claim, FreshSecret fresh, ContainerDetails details) {
    return generations
        .locked(claim.id())
        .chain(
            generation ->
                generation.isHeldBy(claim.attempt())
                    ? decide(claim, fresh, generation, details)
                    : none());
  }

  private Uni<Job> decide(
      Claim claim, FreshSecret fresh, Generation generation, ContainerDetails details) {
    if (generation.proof() != null) {
      return endings.applied(generation, details).chain(Arming::none);
    }
    if (!details.runs() && generation.kind() == Kind.RESET && generation.hash() == null) {
      return endings.failed(generation, details, Reasons.CONTAINER_STOPPED).chain(Arming::none);
    }
    if (generation.turns().isOver(clock.instant())) {
      return endings.overdue(generation, details).chain(Arming::none);
    }
    return Uni.createFrom().item(job(claim, fresh, generation));
  }

  private static Job job(Claim claim, FreshSecret fresh, Generation generation) {
    if (fresh == null) {
      return new Job(claim, new CryptHash(generation.hash()), null);
    }
    generation.arm(fresh.hash().value(), fresh.secretRef(), fresh.sealed());
    return new Job(claim, fresh.hash(), fresh.password());
  }

  private static Uni<Job> none() {
    return Uni.createFrom().nullItem();
  }
}
