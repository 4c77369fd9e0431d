package dev.postern.credential.credential;

import dev.postern.credential.access.Adapters;
import dev.postern.credential.accesskeys.AccessKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What is done in a container, through its adapter. Blocks. */
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
      LOG.errorf(
          e,
          "Attempt broke off container=%s generation=%d",
          applyCommand.claim().container().id(),
          applyCommand.claim().generation());
      return Outcome.retry(Reasons.UNEXPECTED, true, Outcome.Seen.NOTHING);
    }
  }
}
