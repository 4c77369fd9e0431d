package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.publishing.Publisher;
import dev.postern.events.EventData;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.SecretExpired;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The ends of a password's work in the container: each method changes the state and publishes the
 * event, in the caller's transaction and under the container's row lock.
 */
@ApplicationScoped
class GenerationOutcomes {

  private static final Logger LOG = Logger.getLogger(GenerationOutcomes.class);
  private static final String ROOT = "root";

  private final GenerationRepository generations;
  private final Containers containers;
  private final Publisher publisher;
  private final SecretConfig secrets;
  private final Clock clock = Clock.systemUTC();

  GenerationOutcomes(
      GenerationRepository generations,
      Containers containers,
      Publisher publisher,
      SecretConfig secrets) {
    this.generations = generations;
    this.containers = containers;
    this.publisher = publisher;
    this.secrets = secrets;
  }

  /** It was proven: publishes that, and cancels the mails of earlier ones. */
  Uni<Void> applied(Generation generation, ContainerDetails details) {
    Instant now = clock.instant();
    generation.applied(now, now.plus(secrets.life()));
    LOG.infof(
        "Applied container=%s account=%s generation=%d",
        details.id(), details.account(), generation.number());
    return generations
        .before(details.id(), generation.number())
        .invoke(earlier -> earlier.forEach(Generation::forgetHash))
        .chain(earlier -> supersede(earlier, generation, details))
        .chain(() -> containers.addresses(details.id()))
        .chain(addresses -> publisher.publish(appliedEvent(generation, details, addresses)));
  }

  private Uni<Void> supersede(List<Generation> earlier, Generation by, ContainerDetails details) {
    return Multi.createFrom()
        .iterable(earlier)
        .filter(Generation::canBeSuperseded)
        .onItem()
        .transformToUniAndConcatenate(one -> superseded(one, details, by.number()).replaceWith(one))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  Uni<Void> superseded(Generation generation, ContainerDetails details, long by) {
    generation.end(GenerationState.SUPERSEDED, null, clock.instant());
    return publisher.publish(
        new PasswordResetSuperseded(details.id(), details.account(), generation.number(), by));
  }

  Uni<Void> failed(Generation generation, ContainerDetails details, String reason) {
    generation.end(GenerationState.FAILED, reason, clock.instant());
    LOG.infof(
        "Failed container=%s account=%s generation=%d reason=%s",
        details.id(), details.account(), generation.number(), reason);
    return publisher.publish(
        new PasswordResetFailed(
            details.id(),
            details.account(),
            details.name(),
            generation.number(),
            generation.batch(),
            reason));
  }

  /** The deadline passed: failed where nothing was ever sent, else unknown. */
  Uni<Void> overdue(Generation generation, ContainerDetails details) {
    String reason = generation.reason() == null ? Reasons.DEADLINE : generation.reason();
    return generation.hash() == null
        ? failed(generation, details, reason)
        : expired(generation, details, reason);
  }

  Uni<Void> expired(Generation generation, ContainerDetails details, String reason) {
    generation.end(GenerationState.EXPIRED, reason, clock.instant());
    LOG.infof(
        "Expired container=%s account=%s generation=%d reason=%s",
        details.id(), details.account(), generation.number(), reason);
    return generation.secretRef() == null
        ? Uni.createFrom().voidItem()
        : publisher.publish(
            new SecretExpired(
                details.id(), details.account(), generation.number(), generation.secretRef()));
  }

  private static EventData appliedEvent(Generation g, ContainerDetails c, List<Address> addresses) {
    return g.cause() == GenerationCause.CREATION
        ? new ContainerCreated(
            c.id(),
            c.account(),
            c.name(),
            c.placement().environment(),
            c.placement().layer(),
            ROOT,
            g.number(),
            g.secretRef(),
            g.secretExpiresAt(),
            g.proof(),
            g.requestedBy(),
            addresses,
            c.target().hostKeys())
        : new PasswordReset(
            c.id(),
            c.account(),
            c.name(),
            c.placement().environment(),
            c.placement().layer(),
            ROOT,
            g.number(),
            g.secretRef(),
            g.secretExpiresAt(),
            g.proof(),
            g.requestedBy(),
            addresses,
            c.target().hostKeys(),
            g.batch());
  }
}
