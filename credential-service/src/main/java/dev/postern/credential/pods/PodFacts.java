package dev.postern.credential.pods;

import dev.postern.credential.access.kubernetes.PodRef;
import dev.postern.credential.container.Placement;

/**
 * What matters of a pod that asks for SSH access.
 *
 * @param identity survives what the platform sees as the same container
 * @param comesBack whether another pod takes this one's place, as in a StatefulSet
 * @param host the pod's address; null before it has one
 * @param instance the runtime's id of the container; null before it runs
 * @param phase how far it is
 * @param keepsHash whether its {@code /etc} does not survive a restart
 */
record PodFacts(
    String identity,
    boolean comesBack,
    String namespace,
    String pod,
    String container,
    String instance,
    Phase phase,
    String host,
    int port,
    boolean keepsHash,
    Placement placement) {

  /** How far a pod is. */
  enum Phase {
    /** Not ready, now. */
    WAITING,
    READY,
    /** Ending, or ended. */
    ENDED
  }

  String ref() {
    return new PodRef(namespace, pod, container, instance).text();
  }
}
