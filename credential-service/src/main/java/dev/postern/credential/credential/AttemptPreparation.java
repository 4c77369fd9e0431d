package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.password.CryptHash;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * The step before anything is sent: stores hash and sealed secret, or ends a generation that must
 * not be tried. Runs in the caller's transaction.
 */
@ApplicationScoped
class AttemptPreparation {

  private final GenerationRepository generations;
  private final Containers containers;
  private final GenerationOutcomes generationOutcomes;
  private final Clock clock = Clock.systemUTC();

  AttemptPreparation(
      GenerationRepository generations,
      Containers containers,
      GenerationOutcomes generationOutcomes) {
    this.generations = generations;
    this.containers = containers;
    this.generationOutcomes = generationOutcomes;
  }

  /**
   * @param fresh a new secret; null where an earlier attempt's hash is applied again
   * @return what to do in the container; null where there is nothing to do
   */
  Uni<ApplyCommand> prepare(Claim claim, FreshSecret fresh) {
    return containers
        .lock(claim.container().id())
        .chain(details -> details == null ? none() : prepareLocked(claim, fresh, details));
  }

  private Uni<ApplyCommand> prepareLocked(
      Claim claim, FreshSecret fresh, ContainerDetails details) {
    return generations
        .locked(claim.id())
        .chain(
            generation ->
                generation.isHeldBy(claim.attempt())
                    ? decide(claim, fresh, generation, details)
                    : none());
  }

  private Uni<ApplyCommand> decide(
      Claim claim, FreshSecret fresh, Generation generation, ContainerDetails details) {
    if (generation.proof() != null) {
      return generationOutcomes.applied(generation, details).chain(AttemptPreparation::none);
    }
    if (!details.runs()
        && generation.cause() == GenerationCause.RESET
        && generation.hash() == null) {
      return generationOutcomes
          .failed(generation, details, Reasons.CONTAINER_STOPPED)
          .chain(AttemptPreparation::none);
    }
    if (generation.retrySchedule().isOver(clock.instant())) {
      return generationOutcomes.overdue(generation, details).chain(AttemptPreparation::none);
    }
    return Uni.createFrom().item(command(claim, fresh, generation));
  }

  private static ApplyCommand command(Claim claim, FreshSecret fresh, Generation generation) {
    if (fresh == null) {
      return new ApplyCommand(claim, new CryptHash(generation.hash()), null);
    }
    generation.keepSecret(fresh.hash().value(), fresh.secretRef(), fresh.sealed());
    return new ApplyCommand(claim, fresh.hash(), fresh.password());
  }

  private static Uni<ApplyCommand> none() {
    return Uni.createFrom().nullItem();
  }
}
