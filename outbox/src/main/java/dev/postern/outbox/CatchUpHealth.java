package dev.postern.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before it is known that the database is not older than what was published: Kafka may be
 * away, or a restored database may have much to take over.
 */
@Readiness
@ApplicationScoped
class CatchUpHealth implements HealthCheck {
  private final CatchUpGate gate;

  CatchUpHealth(CatchUpGate gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Caught up with own topics").status(gate.isOpen()).build();
  }
}
