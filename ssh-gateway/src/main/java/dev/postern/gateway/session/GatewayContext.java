package dev.postern.gateway.session;

import dev.postern.events.state.ContainerState;
import dev.postern.gateway.audit.AuditPublisher;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.upstream.Upstreams;
import dev.postern.gateway.view.GatewayView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What every connection needs: the view, the way into containers, the audit events.
 *
 * @param maxStaleness no login is accepted with a view older than this
 * @param channelsPerConnection channels that one client connection may have at once
 * @param linger how long a client that closed a session is still told how its command ended
 */
public record GatewayContext(
    GatewayView view,
    Upstreams upstreams,
    AuditPublisher audit,
    Optional<Duration> maxStaleness,
    int channelsPerConnection,
    Duration linger) {

  /** Whether the view is not loaded, or so old that no login is accepted. */
  public boolean isStale() {
    return view.staleness(Instant.now())
        .filter(age -> maxStaleness.map(most -> age.compareTo(most) <= 0).orElse(true))
        .isEmpty();
  }

  /** Why no user can enter the container as it is now. */
  public Optional<Refusal> refusal(ContainerState container) {
    if (container.runtime() == dev.postern.events.containers.RuntimeStatus.STOPPED) {
      return Optional.of(Refusal.stopped(container));
    }
    if (container.host() == null) {
      return Optional.of(
          Refusal.unreachable(container, "has no ssh address; use its public IP if it has one."));
    }
    return Optional.empty();
  }
}
