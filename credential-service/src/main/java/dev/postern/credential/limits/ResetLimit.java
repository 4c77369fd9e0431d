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
 * Whether a password may be reset now. Exact per container, whose row is locked, and per account
 * that asks; per owner, a platform and an owner who ask at once can pass it by a few.
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
   * Lets the requests of one account go one after the other from here to the end of the
   * transaction, so that many at once are counted right. Call it before any row is locked, or two
   * of them may wait for each other.
   */
  public Uni<Void> queue(String requestedBy) {
    return credentials.queueResetsOf(requestedBy);
  }

  /**
   * @param container with its row locked
   * @param tenant the account that owns it
   * @param requestedBy the account that asks
   * @return how long to wait; empty where it may be reset now
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
