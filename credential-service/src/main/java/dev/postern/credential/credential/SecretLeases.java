package dev.postern.credential.credential;

import dev.postern.credential.sealing.SealedSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Sealed passwords, for as long as their mail has not left. Within the caller's transaction. */
@ApplicationScoped
public class SecretLeases {

  private final GenerationRepository generations;
  private final Clock clock = Clock.systemUTC();

  SecretLeases(GenerationRepository generations) {
    this.generations = generations;
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
        .map(row -> row == null ? null : row.lease(clock.instant()))
        .invoke(Failpoint.LEASED::reached);
  }

  /**
   * Destroys it for good: its mail was accepted. Calling it again is not an error. By statement:
   * the event that says the same comes at the same moment, and a row that was read before would be
   * written back as it was.
   */
  public Uni<Void> acknowledge(String secretRef) {
    return generations.wipeSecret(secretRef).invoke(Failpoint.ACKNOWLEDGING::reached);
  }
}
