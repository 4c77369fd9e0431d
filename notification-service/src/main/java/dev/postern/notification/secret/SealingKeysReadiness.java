package dev.postern.notification.secret;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A replica without the private keys can mail no password; traffic and rollouts wait for them. */
@Readiness
class SealingKeysReadiness implements HealthCheck {

  private final PrivateKeys keys;

  SealingKeysReadiness(PrivateKeys keys) {
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("private sealing keys").status(keys.arePresent()).build();
  }
}
