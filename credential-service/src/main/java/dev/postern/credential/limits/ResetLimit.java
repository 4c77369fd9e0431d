package dev.postern.credential.limits;

import dev.postern.credential.credential.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a container's password may be reset now. Exact where the container's row is locked. */
@ApplicationScoped
public class ResetLimit {

  private final Credentials credentials;
  private final HourlyLimit limit;
  private final Clock clock = Clock.systemUTC();

  ResetLimit(Credentials credentials, ResetSettings settings) {
    this.credentials = credentials;
    this.limit = new HourlyLimit(settings.perContainerPerHour());
  }

  /**
   * @return how long to wait; empty where it may be reset now
   */
  public Uni<Optional<Duration>> waitFor(String container) {
    Instant now = clock.instant();
    return credentials
        .resetsSince(container, now.minus(HourlyLimit.HOUR))
        .map(earlier -> limit.waitAfter(earlier, now));
  }
}
