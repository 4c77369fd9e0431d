package dev.postern.credential.pods;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.Target;
import dev.postern.credential.accesskeys.AccessKeys;
import dev.postern.credential.credential.KeptPassword;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings what Postern had set back into a pod whose files may be new. Blocks. */
@ApplicationScoped
class Restoration {

  private static final Logger LOG = Logger.getLogger(Restoration.class);
  static final String ADAPTER = "kubernetes";

  private final Adapters adapters;
  private final AccessKeys accessKeys;

  Restoration(Adapters adapters, AccessKeys accessKeys) {
    this.adapters = adapters;
    this.accessKeys = accessKeys;
  }

  /**
   * @param kept the present password; null where none is kept
   * @throws RestorationException where the pod could not be entered, or takes no password
   */
  Restored run(PodFacts pod, KeptPassword kept) {
    Target target = new Target(ADAPTER, pod.host(), pod.port(), pod.ref(), List.of());
    String keys = accessKeys.file();
    try (AccessSession session = adapters.named(ADAPTER).orElseThrow().open(target)) {
      session.writeAccessKeys(keys);
      restore(session, kept);
      return new Restored(kept, session.hostKeys(), AccessKeys.digest(keys));
    } catch (AccessException e) {
      throw new RestorationException(e);
    }
  }

  private static void restore(AccessSession session, KeptPassword kept) throws AccessException {
    if (kept != null) {
      LOG.infof(
          "Restored container=%s generation=%d verdict=%s",
          kept.fence().container(),
          kept.fence().generation(),
          session.restoreHash(kept.fence(), kept.hash()).verdict());
    }
  }

  /**
   * What is in the pod now.
   *
   * @param kept the password that is there, or was there already; null for none
   */
  record Restored(KeptPassword kept, List<String> hostKeys, String accessKeysDigest) {}

  /** The pod could not be entered, or takes no password; it is tried again. */
  static final class RestorationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RestorationException(AccessException cause) {
      super(cause.reason().name(), cause);
    }
  }
}
