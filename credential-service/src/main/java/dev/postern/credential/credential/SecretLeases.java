package dev.postern.credential.credential;

import dev.postern.credential.container.Containers;
import dev.postern.credential.publishing.Publisher;
import dev.postern.credential.sealing.SealedSecret;
import dev.postern.events.containers.SecretAcknowledged;
import dev.postern.events.containers.SecretLeased;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Sealed passwords, for as long as their mail has not left. Within the caller's transaction. */
@ApplicationScoped
public class SecretLeases {

  private final GenerationRepository generations;
  private final Containers containers;
  private final Publisher publisher;
  private final Clock clock = Clock.systemUTC();

  SecretLeases(GenerationRepository generations, Containers containers, Publisher publisher) {
    this.generations = generations;
    this.containers = containers;
    this.publisher = publisher;
  }

  /** A sealed password and when it is destroyed. */
  public record Lease(SealedSecret secret, Instant expiresAt) {}

  /**
   * @return null where it is gone: acknowledged, superseded, expired, its container deleted, or
   *     never there
   */
  public Uni<Lease> lease(String secretRef) {
    return generations
        .secret(secretRef)
        .chain(
            row -> {
              Lease lease = row == null ? null : row.lease(clock.instant());
              return lease == null ? Uni.createFrom().nullItem() : leased(row).replaceWith(lease);
            })
        .invoke(Failpoint.LEASED::reached);
  }

  private Uni<Void> leased(Generation row) {
    return containers
        .find(row.container())
        .onItem()
        .ifNotNull()
        .transformToUni(
            details ->
                publisher.publish(
                    new SecretLeased(
                        details.id(), details.account(), row.number(), row.secretRef())));
  }

  /**
   * Destroys it for good: its mail was accepted. Calling it again is not an error. By statement:
   * the event that says the same comes at the same moment, and a row that was read before would be
   * written back as it was.
   */
  public Uni<Void> acknowledge(String secretRef) {
    return generations
        .ofSecret(secretRef)
        .call(() -> generations.wipeSecret(secretRef))
        .onItem()
        .ifNotNull()
        .transformToUni(named -> acknowledged(named, secretRef))
        .invoke(Failpoint.ACKNOWLEDGING::reached);
  }

  /** After the row was changed: attempts take their locks in this order too. */
  private Uni<Void> acknowledged(GenerationNumber named, String secretRef) {
    return containers
        .find(named.container())
        .onItem()
        .ifNotNull()
        .transformToUni(
            details ->
                publisher.publish(
                    new SecretAcknowledged(
                        details.id(), details.account(), named.generation(), secretRef)));
  }
}
