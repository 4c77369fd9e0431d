package dev.postern.gateway.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the view was whole; a stale view keeps serving and says how stale it is. */
@Readiness
@ApplicationScoped
class ViewReadiness implements HealthCheck {

  private final GatewayView view;

  ViewReadiness(GatewayView view) {
    this.view = view;
  }

  void gauges(@Observes StartupEvent event, MeterRegistry registry) {
    Gauge.builder("postern.view.staleness.seconds", this, check -> check.seconds())
        .description("Since the view was known to be whole; NaN before it was loaded")
        .register(registry);
    Gauge.builder("postern.view.keys", view, GatewayView::keyCount).register(registry);
    Gauge.builder("postern.view.containers", view, GatewayView::containerCount).register(registry);
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Duration> staleness = view.staleness(Instant.now());
    return HealthCheckResponse.named("view")
        .status(staleness.isPresent())
        .withData("stalenessSeconds", staleness.map(Duration::toSeconds).orElse(-1L))
        .withData("keys", view.keyCount())
        .withData("containers", view.containerCount())
        .build();
  }

  private double seconds() {
    return view.staleness(Instant.now()).map(age -> age.toMillis() / 1000.0).orElse(Double.NaN);
  }
}
