package dev.postern.ip.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether an object of the cluster is what {@link Manifests} made. Everything that we write must be
 * there as we wrote it. What others add is theirs: a status, defaults of the API server, labels and
 * annotations of their own; unless it leads connections elsewhere. Plain rules.
 */
final class Comparison {

  private Comparison() {}

  static boolean isAsWritten(Service written, Service there) {
    return holds(there, written) && !leadsElsewhere(there.getSpec());
  }

  static boolean isAsWritten(EndpointSlice written, EndpointSlice there) {
    return holds(there, written);
  }

  /**
   * Whether writing it again would not be enough: what another manager of fields added stays then,
   * and some fields cannot be changed.
   */
  static boolean mustBeMadeAnew(Service written, Service there) {
    ServiceSpec ours = written.getSpec();
    ServiceSpec theirs = there.getSpec();
    return !ours.getType().equals(theirs.getType())
        || !ports(ours).equals(ports(theirs))
        || !ours.getIpFamilies().equals(theirs.getIpFamilies())
        || ours.getLoadBalancerClass() != null
            && !ours.getLoadBalancerClass().equals(theirs.getLoadBalancerClass())
        || leadsElsewhere(theirs);
  }

  /** What the API server knows a port by. */
  private static List<String> ports(ServiceSpec spec) {
    return spec.getPorts().stream().map(Comparison::key).toList();
  }

  private static String key(ServicePort port) {
    return port.getPort() + "/" + Objects.requireNonNullElse(port.getProtocol(), "TCP");
  }

  /** We write none of these. */
  private static boolean leadsElsewhere(ServiceSpec spec) {
    return !spec.getExternalIPs().isEmpty()
        || spec.getSelector() != null && !spec.getSelector().isEmpty()
        || spec.getExternalName() != null && !spec.getExternalName().isEmpty();
  }

  private static boolean holds(HasMetadata there, HasMetadata written) {
    return holdsMetadata(there.getMetadata(), written.getMetadata())
        && holds(body(there), body(written));
  }

  private static JsonNode body(HasMetadata object) {
    ObjectNode whole = Serialization.jsonMapper().valueToTree(object);
    return whole.without(List.of("metadata", "status"));
  }

  private static boolean holdsMetadata(ObjectMeta there, ObjectMeta written) {
    return holds(there.getLabels(), written.getLabels())
        && holds(there.getAnnotations(), written.getAnnotations())
        && owners(there).containsAll(owners(written));
  }

  private static boolean holds(Map<String, String> there, Map<String, String> written) {
    return written == null || there != null && there.entrySet().containsAll(written.entrySet());
  }

  private static List<String> owners(ObjectMeta metadata) {
    return metadata.getOwnerReferences().stream().map(OwnerReference::getUid).toList();
  }

  private static boolean holds(JsonNode there, JsonNode written) {
    if (written.isObject()) {
      return written.properties().stream()
          .allMatch(field -> holds(there.path(field.getKey()), field.getValue()));
    }
    return written.isArray() ? isSameList(there, written) : there.equals(written);
  }

  /** A list of ours is whole: one endpoint more would take a part of the connections. */
  private static boolean isSameList(JsonNode there, JsonNode written) {
    boolean same = there.size() == written.size();
    for (int i = 0; same && i < written.size(); i++) {
      same = holds(there.get(i), written.get(i));
    }
    return same;
  }
}
