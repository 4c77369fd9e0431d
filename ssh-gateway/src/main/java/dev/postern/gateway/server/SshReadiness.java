package dev.postern.gateway.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the SSH port takes connections. */
@Readiness
@ApplicationScoped
class SshReadiness implements HealthCheck {

  private final GatewayServer server;

  SshReadiness(GatewayServer server) {
    this.server = server;
  }

  void gauges(@Observes StartupEvent event, MeterRegistry registry) {
    Gauge.builder("postern.gateway.clients", server, s -> s.connections().count())
        .description("Clients that are logged in")
        .register(registry);
    Gauge.builder("postern.gateway.upstreams", server, GatewayServer::upstreamCount)
        .description("Shared connections to containers")
        .register(registry);
    Gauge.builder("postern.gateway.events.lost", server, GatewayServer::lostEvents)
        .description("Session events that Kafka did not take in time")
        .register(registry);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("ssh")
        .status(server.port() > 0)
        .withData("port", server.port())
        .build();
  }
}
