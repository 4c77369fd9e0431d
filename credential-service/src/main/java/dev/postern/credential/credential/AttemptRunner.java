package dev.postern.credential.credential;

import dev.postern.credential.access.Adapters;
import dev.postern.credential.accesskeys.AccessKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Runs an attempt in its container, through the container's adapter. Blocks. */
@ApplicationScoped
class AttemptRunner {

  private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

  private final Adapters adapters;
  private final AccessKeys accessKeys;

  AttemptRunner(Adapters adapters, AccessKeys accessKeys) {
    this.adapters = adapters;
    this.accessKeys = accessKeys;
  }

  Outcome run(ApplyCommand applyCommand) {
    try {
      return adapters
          .named(applyCommand.claim().container().target().adapter())
          .map(access -> new Attempt(access, accessKeys.file(), applyCommand).run())
          .orElseGet(
              () ->
                  Outcome.retry(
                      Reasons.ADAPTER_MISSING, applyCommand.wasSent(), Outcome.Seen.NOTHING));
    } catch (RuntimeException e) {
      Claim claim = applyCommand.claim();
      LOG.errorf(
          e,
          "An attempt failed unexpectedly container=%s account=%s generation=%d attempt=%d",
          claim.container().id(),
          claim.container().account(),
          claim.generation(),
          claim.attempt());
      return Outcome.retry(Reasons.UNEXPECTED, true, Outcome.Seen.NOTHING);
    }
  }
}
