package dev.postern.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Says whether events reach Kafka. Not part of liveness or readiness: while Kafka is away the
 * service still accepts work, and a restart would fix nothing.
 */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {
  private final OutboxRelay relay;
  private final OutboxConfig config;

  OutboxHealth(OutboxRelay relay, OutboxConfig config) {
    this.relay = relay;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    Backlog.Size backlog = relay.backlog();
    return HealthCheckResponse.named("Outbox")
        .status(backlog.oldest().compareTo(config.staleAfter()) <= 0)
        .withData("unpublished", backlog.events())
        .withData("oldestSeconds", backlog.oldest().toSeconds())
        .build();
  }
}
