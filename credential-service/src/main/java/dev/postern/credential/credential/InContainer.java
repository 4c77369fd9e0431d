package dev.postern.credential.credential;

import dev.postern.credential.access.Adapters;
import dev.postern.credential.accesskeys.AccessKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What is done in a container, through its adapter. Blocks. */
@ApplicationScoped
class InContainer {

  private static final Logger LOG = Logger.getLogger(InContainer.class);

  private final Adapters adapters;
  private final AccessKeys accessKeys;

  InContainer(Adapters adapters, AccessKeys accessKeys) {
    this.adapters = adapters;
    this.accessKeys = accessKeys;
  }

  Outcome run(Job job) {
    try {
      return adapters
          .named(job.claim().container().adapter())
          .map(access -> new Attempt(access, accessKeys.file(), job).run())
          .orElseGet(
              () -> Outcome.retry(Reasons.ADAPTER_MISSING, job.wasSent(), Outcome.Seen.NOTHING));
    } catch (RuntimeException e) {
      LOG.errorf(
          e,
          "Attempt broke off container=%s generation=%d",
          job.claim().container().id(),
          job.claim().generation());
      return Outcome.retry(Reasons.UNEXPECTED, true, Outcome.Seen.NOTHING);
    }
  }
}
