package dev.postern.ip.kubernetes;

import dev.postern.ip.kubernetes.KubernetesConfig.Provider;
import dev.postern.ip.plane.Binding;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an attachment is in the cluster. Plain rules.
 *
 * <p>The Service selects no pods: the EndpointSlice names the container's address, so that no right
 * in the tenants' namespaces is needed and containers that are no pods can be reached too. {@code
 * spec.externalIPs} is never used: with it any user could take any address.
 */
final class Manifests {

  static final String INSTANCE = "postern.dev/instance";
  static final String CONTAINER = "postern.dev/container";
  static final String ADDRESS = "postern.dev/address";
  static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
  private static final String MANAGER = "ip-service.postern.dev";
  private static final String PREFIX = "ip-";
  private static final String PORT_NAME = "ssh";

  private final String namespace;
  private final KubernetesConfig config;

  Manifests(String namespace, KubernetesConfig config) {
    this.namespace = namespace;
    this.config = config;
  }

  /** A label of DNS that says the address: {@code ip-203-0-113-7}; IPv6 with all its digits. */
  static String name(String address) {
    byte[] bytes = literal(address).getAddress();
    return bytes.length == 4
        ? PREFIX + address.replace('.', '-')
        : PREFIX + HexFormat.of().formatHex(bytes).replaceAll("(....)(?!$)", "$1-");
  }

  /** Whether an object of this name may be ours. */
  static boolean isName(String name) {
    return name.startsWith(PREFIX);
  }

  /** Whether both are IPv4 or both IPv6: a load balancer does not translate. */
  static boolean isOneFamily(Binding binding) {
    return family(binding.address()).equals(family(binding.sshdHost()));
  }

  Service service(Binding binding) {
    boolean byField = config.provider() == Provider.LOAD_BALANCER_IP;
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(binding.address()))
        .withLabels(labels(binding))
        .withAnnotations(annotations(binding.address()))
        .endMetadata()
        .withNewSpec()
        .withType("LoadBalancer")
        .withLoadBalancerClass(config.loadBalancerClass().orElse(null))
        .withLoadBalancerIP(byField ? binding.address() : null)
        .withAllocateLoadBalancerNodePorts(config.nodePorts())
        // The defaults, written so that another value is noticed: containers are on no node of
        // ours.
        .withExternalTrafficPolicy("Cluster")
        .withInternalTrafficPolicy("Cluster")
        .withIpFamilyPolicy("SingleStack")
        .withIpFamilies(family(binding.address()))
        .addNewPort()
        .withName(PORT_NAME)
        .withProtocol("TCP")
        .withPort(config.port())
        .withNewTargetPort(binding.sshdPort())
        .endPort()
        .endSpec()
        .build();
  }

  /**
   * @param owner the Service as the cluster has it: the slice goes with it
   */
  EndpointSlice slice(Binding binding, Service owner) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(binding.address()))
        .withLabels(labels(binding))
        .addToLabels(SERVICE_NAME, name(binding.address()))
        .addToLabels(MANAGED_BY, MANAGER)
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("Service")
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withAddressType(family(binding.sshdHost()))
        .addNewEndpoint()
        .withAddresses(binding.sshdHost())
        .withNewConditions()
        .withReady(true)
        .endConditions()
        .endEndpoint()
        .addNewPort()
        .withName(PORT_NAME)
        .withProtocol("TCP")
        .withPort(binding.sshdPort())
        .endPort()
        .build();
  }

  /**
   * Changes after which no connection follows a slice that somebody made for a Service of ours. No
   * right to delete slices is needed: it becomes an empty one of ours, of a Service of its own
   * name.
   */
  Map<String, Object> disarmed(EndpointSlice stray) {
    Map<String, String> labels =
        Map.of(
            INSTANCE,
            config.instance(),
            SERVICE_NAME,
            stray.getMetadata().getName(),
            MANAGED_BY,
            MANAGER);
    return Map.of(
        "metadata",
        Map.of("labels", labels),
        "endpoints",
        List.of(),
        "ports",
        List.of(Map.of("name", PORT_NAME, "protocol", "TCP", "port", config.port())));
  }

  private Map<String, String> labels(Binding binding) {
    return Map.of(
        "app.kubernetes.io/managed-by",
        "postern",
        INSTANCE,
        config.instance(),
        CONTAINER,
        binding.container());
  }

  private Map<String, String> annotations(String address) {
    Map<String, String> all = new TreeMap<>();
    config.provider().annotation().ifPresent(key -> all.put(key, address));
    config.annotations().orElse(List.of()).forEach(pair -> add(all, pair, address));
    all.put(ADDRESS, address);
    return all;
  }

  private static void add(Map<String, String> all, String pair, String address) {
    String[] words = pair.split("=", 2);
    if (words.length != 2 || words[0].isBlank()) {
      throw new IllegalStateException("postern.kubernetes.annotations holds no key=value: " + pair);
    }
    all.put(words[0].strip(), words[1].strip().replace("{address}", address));
  }

  private static String family(String address) {
    return literal(address) instanceof Inet4Address ? "IPv4" : "IPv6";
  }

  /** Addresses are numeric by now, so nothing is looked up. */
  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }
}
