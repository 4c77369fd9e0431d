package dev.postern.credential.limits;

import dev.postern.credential.credential.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a password may be reset now. It is exact per container, whose row is locked, and per
 * requesting account. Per owner, a platform and an owner that request at the same time can exceed
 * it by a few.
 */
@ApplicationScoped
public class ResetLimit {

  private final Credentials credentials;
  private final HourlyLimit perContainer;
  private final ResetConfig config;
  private final Clock clock = Clock.systemUTC();

  ResetLimit(Credentials credentials, ResetConfig config) {
    this.credentials = credentials;
    this.perContainer = new HourlyLimit(config.perContainerPerHour());
    this.config = config;
  }

  /**
   * Makes the requests of one account wait for each other until the end of the transaction, so that
   * parallel ones are counted right. Call it before any row is locked, or two of them may wait for
   * each other.
   */
  public Uni<Void> queue(String requestedBy) {
    return credentials.queueResetsOf(requestedBy);
  }

  /**
   * @param container with its row locked
   * @param tenant the account that owns it
   * @param requestedBy the account that requests the reset
   * @return how long the caller must wait; empty where it may be reset now
   */
  public Uni<Optional<Duration>> waitFor(String container, String tenant, String requestedBy) {
    Instant now = clock.instant();
    Instant since = now.minus(HourlyLimit.HOUR);
    return credentials
        .resetsSince(container, since)
        .map(earlier -> perContainer.waitAfter(earlier, now))
        .chain(wait -> or(wait, now, () -> askedBy(requestedBy, since)))
        .chain(wait -> or(wait, now, () -> ofTenant(tenant, since)));
  }

  private Uni<Optional<Instant>> askedBy(String account, Instant since) {
    return credentials.resetAskedBy(account, since, config.perAccountPerHour());
  }

  private Uni<Optional<Instant>> ofTenant(String account, Instant since) {
    return credentials.resetOfTenant(account, since, config.perTenantPerHour());
  }

  private static Uni<Optional<Duration>> or(
      Optional<Duration> wait, Instant now, Supplier<Uni<Optional<Instant>>> makesRoom) {
    return wait.isPresent()
        ? Uni.createFrom().item(wait)
        : makesRoom
            .get()
            .map(oldest -> oldest.map(time -> Duration.between(now, time.plus(HourlyLimit.HOUR))));
  }
}
