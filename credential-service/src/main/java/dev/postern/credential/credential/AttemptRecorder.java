package dev.postern.credential.credential;

import dev.postern.background.Backoff;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.events.containers.Proof;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jboss.logging.Logger;

/**
 * Records how an attempt ended, in the caller's transaction. A result does not count if another
 * attempt took over.
 */
@ApplicationScoped
class AttemptRecorder {

  private static final Logger LOG = Logger.getLogger(AttemptRecorder.class);

  private final GenerationRepository generations;
  private final Containers containers;
  private final GenerationOutcomes generationOutcomes;
  private final ApplyingConfig config;
  private final Backoff backoff;
  private final Clock clock = Clock.systemUTC();

  AttemptRecorder(
      GenerationRepository generations,
      Containers containers,
      GenerationOutcomes generationOutcomes,
      ApplyingConfig config) {
    this.generations = generations;
    this.containers = containers;
    this.generationOutcomes = generationOutcomes;
    this.config = config;
    this.backoff = Backoff.withHalfJitter(config.backOff(), config.maxBackOff());
  }

  Uni<Void> record(Claim claim, Outcome outcome) {
    return containers
        .lock(claim.container().id())
        .chain(details -> details == null ? nothing() : recordLocked(claim, outcome, details));
  }

  private Uni<Void> recordLocked(Claim claim, Outcome outcome, ContainerDetails now) {
    return generations
        .locked(claim.id())
        .chain(
            generation ->
                generation.isHeldBy(claim.attempt())
                    ? recordHeld(claim, outcome, generation, now)
                        .invoke(Failpoint.CONCLUDING::reached)
                    : nothing());
  }

  /** Where a container was replaced meanwhile, what the attempt saw or set in it is gone. */
  private Uni<Void> recordHeld(
      Claim claim, Outcome outcome, Generation generation, ContainerDetails now) {
    return Objects.equals(claim.container().target().ref(), now.target().ref())
        ? keepSeen(claim, outcome.seen())
            .chain(details -> conclude(claim, outcome, generation, details))
        : tryAgain(
            claim,
            Outcome.retry(Reasons.REPLACED, outcome.sent(), Outcome.Seen.NOTHING),
            generation);
  }

  private Uni<ContainerDetails> keepSeen(Claim claim, Outcome.Seen seen) {
    String id = claim.container().id();
    boolean first = claim.container().target().hostKeys().isEmpty() && !seen.hostKeys().isEmpty();
    boolean keys =
        seen.accessKeysDigest() != null
            && !seen.accessKeysDigest().equals(claim.container().setup().accessKeysDigest());
    return (first ? containers.pinSeen(id, seen.hostKeys()) : nothing())
        .chain(() -> keys ? containers.hasAccessKeys(id, seen.accessKeysDigest()) : nothing())
        .chain(() -> containers.find(id));
  }

  private Uni<Void> conclude(
      Claim claim, Outcome outcome, Generation generation, ContainerDetails details) {
    return switch (outcome.verdict()) {
      case PROVEN -> proven(outcome, generation, details);
      case RETRY, REFUSED_FOR_NOW -> tryAgain(claim, outcome, generation);
      case REFUSED -> generationOutcomes.failed(generation, details, outcome.reason());
      case OVERTAKEN -> overtaken(claim, outcome, generation, details);
    };
  }

  private Uni<Void> proven(Outcome outcome, Generation generation, ContainerDetails details) {
    Instant now = clock.instant();
    String digest = DigestUtils.sha256Hex(outcome.shadowField());
    generation.proven(outcome.proof(), digest, details.setup().keepsHash(), now);
    Instant waitUntil = generation.timestamps().requestedAt().plus(config.addressWait());
    return lacksAddresses(generation, details)
        .chain(
            lacks -> {
              if (lacks && now.isBefore(waitUntil)) {
                generation.tryAgain(Reasons.WAITING_FOR_ADDRESS, waitUntil);
                return nothing();
              }
              return answers(outcome, details)
                  .chain(() -> generationOutcomes.applied(generation, details));
            });
  }

  private Uni<Void> answers(Outcome outcome, ContainerDetails details) {
    return outcome.proof() == Proof.LOGIN ? containers.answers(details.id()) : nothing();
  }

  private Uni<Boolean> lacksAddresses(Generation generation, ContainerDetails details) {
    return generation.cause() == GenerationCause.CREATION
            && details.options().publicIps().total() > 0
        ? containers
            .addresses(details.id())
            .map(addresses -> addresses.size() < details.options().publicIps().total())
        : Uni.createFrom().item(false);
  }

  /** A later generation was there; the meaning depends on how that one ended. */
  private Uni<Void> overtaken(
      Claim claim, Outcome outcome, Generation generation, ContainerDetails details) {
    if (outcome.overtakenBy() > details.generation()) {
      return generationOutcomes.failed(generation, details, Reasons.MARKER_AHEAD);
    }
    return generation.number() == details.generation()
        ? generationOutcomes.failed(generation, details, outcome.reason())
        : afterLater(claim, outcome, generation, details);
  }

  private Uni<Void> afterLater(
      Claim claim, Outcome outcome, Generation generation, ContainerDetails details) {
    return generations
        .number(details.id(), details.generation())
        .chain(
            latest ->
                mayStillBeApplied(latest)
                    ? tryAgain(claim, outcome, generation)
                    : generationOutcomes.failed(generation, details, outcome.reason()));
  }

  /** A later one that only the topics know, after the database was restored, may not. */
  private static boolean mayStillBeApplied(Generation latest) {
    return latest != null
        && (latest.canBecome(GenerationState.APPLIED)
            || latest.canBecome(GenerationState.APPLYING));
  }

  private Uni<Void> tryAgain(Claim claim, Outcome outcome, Generation generation) {
    if (Reasons.LOGIN_REFUSED.equals(outcome.reason())) {
      generation.loginWasRefused();
    }
    if (outcome.verdict() == Outcome.Verdict.REFUSED_FOR_NOW) {
      generation.retrySchedule().refused();
    }
    if (!outcome.sent()) {
      generation.forgetSecret();
    }
    generation.tryAgain(outcome.reason(), clock.instant().plus(backoff.after(claim.attempt())));
    LOG.infof(
        "Not applied yet container=%s account=%s generation=%d attempt=%d reason=%s",
        claim.container().id(),
        claim.container().account(),
        claim.generation(),
        claim.attempt(),
        outcome.reason());
    return nothing();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
