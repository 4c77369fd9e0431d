package dev.postern.credential.credential;

import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.UnreadableKeysException;
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
          .map(access -> attempt(access, applyCommand))
          .orElseGet(() -> notBegun(Reasons.ADAPTER_MISSING, applyCommand));
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

  private Outcome attempt(ContainerAccess access, ApplyCommand applyCommand) {
    String keys;
    try {
      keys = accessKeys.file();
    } catch (UnreadableKeysException e) {
      return notBegun(Reasons.ACCESS_KEYS_UNREADABLE, applyCommand);
    }
    return new Attempt(access, keys, applyCommand).run();
  }

  /** Nothing was sent, so only what an earlier attempt sent may be in the container. */
  private static Outcome notBegun(String reason, ApplyCommand applyCommand) {
    return Outcome.retry(reason, applyCommand.wasSent(), Outcome.Seen.NOTHING);
  }
}
