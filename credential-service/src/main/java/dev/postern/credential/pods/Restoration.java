package dev.postern.credential.pods;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.Target;
import dev.postern.credential.accesskeys.AccessKeys;
import dev.postern.credential.credential.KeptPassword;
import dev.postern.credential.pods.PodReconciler.ToRestore;
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
   * @throws RestorationException where the pod could not be entered, or accepts no password
   */
  Restored run(PodFacts pod, ToRestore toRestore) {
    Target target = new Target(ADAPTER, pod.host(), pod.port(), pod.ref(), List.of());
    String keys = accessKeys.file();
    try (AccessSession session = adapters.named(ADAPTER).orElseThrow().open(target)) {
      session.writeAccessKeys(keys);
      if (toRestore.kept() != null) {
        restore(session, toRestore.kept(), pod);
      }
      return new Restored(toRestore.kept(), session.hostKeys(), AccessKeys.digest(keys));
    } catch (AccessException e) {
      throw new RestorationException(toRestore.container(), e);
    }
  }

  private static void restore(AccessSession session, KeptPassword kept, PodFacts pod)
      throws AccessException {
    FenceAnswer answer = session.restoreHash(kept.fence(), kept.hash());
    LOG.infof(
        "Restored container=%s account=%s generation=%d verdict=%s",
        kept.fence().container(),
        pod.placement().account(),
        kept.fence().generation(),
        answer.verdict());
  }

  /**
   * What is in the pod now.
   *
   * @param kept the password that was restored or was there already; null for none
   */
  record Restored(KeptPassword kept, List<String> hostKeys, String accessKeysDigest) {}

  /** The pod could not be entered, or accepts no password; it is tried again. */
  static final class RestorationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String container;

    RestorationException(String container, AccessException cause) {
      super(cause.reason().name(), cause);
      this.container = container;
    }

    String container() {
      return container;
    }
  }
}
