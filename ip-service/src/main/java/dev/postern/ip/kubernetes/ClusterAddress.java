package dev.postern.ip.kubernetes;

import dev.postern.ip.plane.Binding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the cluster has of an address.
 *
 * @param service null where there is none
 * @param slices all that say where connections to the Service go
 */
record ClusterAddress(Service service, List<EndpointSlice> slices) {

  /** Tells this state from every other one. */
  String version() {
    return Stream.concat(Stream.ofNullable(service), slices.stream())
        .map(ClusterAddress::version)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String version(HasMetadata object) {
    return object.getMetadata().getUid() + "@" + object.getMetadata().getResourceVersion();
  }

  /** Slices that are not ours. */
  List<EndpointSlice> strays(String name) {
    return slices.stream().filter(slice -> !name.equals(slice.getMetadata().getName())).toList();
  }

  /** Whether it is what the manifests say, and nothing else leads from there. */
  boolean isAsWritten(Manifests manifests, Binding binding) {
    return service != null
        && Comparison.isAsWritten(manifests.service(binding), service)
        && slices.size() == 1
        && Comparison.isAsWritten(manifests.slice(binding, service), slices.get(0));
  }
}
