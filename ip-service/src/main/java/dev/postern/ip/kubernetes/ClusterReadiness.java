package dev.postern.ip.kubernetes;

import dev.postern.ip.plane.PlaneConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the API server has answered: a replica that was never let in takes no other's place. A
 * cluster whose API is away later keeps its addresses, and owners their REST, so that is told and
 * nothing more.
 */
@Readiness
@ApplicationScoped
class ClusterReadiness implements HealthCheck {

  private static final String NAME = "Kubernetes API";

  private final PlaneConfig config;
  private final Instance<KubernetesPlane> plane;

  ClusterReadiness(PlaneConfig config, @Identifier("kubernetes") Instance<KubernetesPlane> plane) {
    this.config = config;
    this.plane = plane;
  }

  @Override
  public HealthCheckResponse call() {
    return config.kind().equals("kubernetes")
        ? state(plane.get())
        : HealthCheckResponse.named(NAME).withData("used", false).up().build();
  }

  private static HealthCheckResponse state(KubernetesPlane plane) {
    return HealthCheckResponse.named(NAME)
        .status(plane.hasReachedCluster())
        .withData("answers", plane.reachesCluster())
        .build();
  }
}
