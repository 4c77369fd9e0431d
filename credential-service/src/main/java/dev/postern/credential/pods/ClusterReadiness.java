package dev.postern.credential.pods;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the API server has answered: a replica that was never let in takes no other's place.
 * If it is away later, resets of pods wait and REST goes on, so that is told and nothing more.
 */
@Readiness
@ApplicationScoped
class ClusterReadiness implements HealthCheck {

  private static final String NAME = "Kubernetes API";

  private final ElectedPodController controller;

  ClusterReadiness(ElectedPodController controller) {
    this.controller = controller;
  }

  @Override
  public HealthCheckResponse call() {
    return controller
        .election()
        .map(
            election ->
                HealthCheckResponse.named(NAME)
                    .status(election.hasReachedCluster())
                    .withData("answers", election.reachesCluster())
                    .build())
        .orElseGet(() -> HealthCheckResponse.named(NAME).withData("used", false).up().build());
  }
}
