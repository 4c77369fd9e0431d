package dev.postern.notary.signing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while Kafka answers. A contradiction is no lack of readiness: it is what the notary is for.
 */
@Readiness
@ApplicationScoped
class NotaryHealth implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final NotaryWorker worker;
  private final Logs logs;

  NotaryHealth(NotaryWorker worker, Logs logs) {
    this.worker = worker;
    this.logs = logs;
  }

  @Override
  public HealthCheckResponse call() {
    boolean answers = worker.answered().plus(PATIENCE).isAfter(Instant.now());
    return HealthCheckResponse.named("Kafka is read")
        .status(answers)
        .withData("unsigned", logs.unsigned())
        .withData("contradictions", logs.contradictions().size())
        .build();
  }
}
