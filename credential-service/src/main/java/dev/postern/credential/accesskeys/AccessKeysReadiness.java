package dev.postern.credential.accesskeys;

import dev.postern.credential.access.UnreadableKeysException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready once the files of the keys could be read: a replica that never could takes no other's
 * place. If they cannot be read later, passwords wait and REST goes on, so that is told and nothing
 * more.
 */
@Readiness
@ApplicationScoped
class AccessKeysReadiness implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(AccessKeysReadiness.class);

  private final AccessKeys keys;
  private final MeterRegistry meters;
  private boolean readOnce;
  private boolean unreadable;

  AccessKeysReadiness(AccessKeys keys, MeterRegistry meters) {
    this.keys = keys;
    this.meters = meters;
  }

  void begin(@Observes StartupEvent start) {
    areReadable();
    meters.gauge("postern.access.keys.readable", this, self -> self.areReadable() ? 1 : 0);
  }

  /** Reads the files, as every use of the keys does. */
  private synchronized boolean areReadable() {
    try {
      keys.file();
      readable();
      return true;
    } catch (UnreadableKeysException e) {
      unreadable(e);
      return false;
    }
  }

  private void readable() {
    if (unreadable) {
      LOG.info("The access keys can be read again");
    }
    readOnce = true;
    unreadable = false;
  }

  private void unreadable(UnreadableKeysException e) {
    if (!unreadable) {
      LOG.errorf(
          "The access keys cannot be read; passwords wait for them cause=%s", e.getMessage());
    }
    unreadable = true;
  }

  @Override
  public synchronized HealthCheckResponse call() {
    boolean readable = areReadable();
    return HealthCheckResponse.named("Access keys")
        .status(readOnce)
        .withData("readable", readable)
        .build();
  }
}
