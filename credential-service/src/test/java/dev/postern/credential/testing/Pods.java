package dev.postern.credential.testing;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import java.util.UUID;

/** Pods that ask for SSH access, ready on the loopback address. */
public final class Pods {

  private Pods() {}

  public static PodBuilder ready(String namespace, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withUid(UUID.randomUUID().toString())
        .withLabels(Map.of("postern.dev/ssh", "enabled"))
        .withAnnotations(
            Map.of(
                "postern.dev/account",
                "demo",
                "postern.dev/environment",
                "shop",
                "postern.dev/port",
                "9"))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("127.0.0.1")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .addNewContainerStatus()
        .withName("main")
        .withReady(true)
        .withContainerID(containerId())
        .endContainerStatus()
        .endStatus();
  }

  /** The pod that a StatefulSet keeps under this name. */
  public static PodBuilder ofStatefulSet(String namespace, String name) {
    return ready(namespace, name)
        .editMetadata()
        .addNewOwnerReference()
        .withApiVersion("apps/v1")
        .withKind("StatefulSet")
        .withName("set")
        .withUid("set")
        .withController(true)
        .endOwnerReference()
        .endMetadata();
  }

  /** The container of the pod was started anew. */
  public static Pod restarted(Pod pod) {
    return new PodBuilder(pod)
        .editStatus()
        .editFirstContainerStatus()
        .withContainerID(containerId())
        .endContainerStatus()
        .endStatus()
        .build();
  }

  /** Another pod under the same name. */
  public static Pod replaced(Pod pod) {
    return new PodBuilder(restarted(pod))
        .editMetadata()
        .withUid(UUID.randomUUID().toString())
        .withResourceVersion(null)
        .endMetadata()
        .build();
  }

  private static String containerId() {
    return "containerd://" + UUID.randomUUID().toString().replace("-", "");
  }
}
