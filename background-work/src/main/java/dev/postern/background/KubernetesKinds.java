package dev.postern.background;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * How a client of Kubernetes reads objects. Left to itself it loads the class of every kind that
 * Kubernetes has, with all its parts, at the first event of a watch: some 100 MiB for nothing.
 */
public final class KubernetesKinds {

  private KubernetesKinds() {}

  /** Reads these kinds as they are, and others as plain maps. */
  public static KubernetesSerialization only(List<Class<? extends KubernetesResource>> kinds) {
    KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
    kinds.forEach(serialization::registerKubernetesResource);
    return serialization;
  }
}
