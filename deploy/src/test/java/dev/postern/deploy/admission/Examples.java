package dev.postern.deploy.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What must be admitted, and for each rule what it must refuse. */
final class Examples {

  private static final String ADDRESSES = "postern-addresses";
  private static final String ENDPOINTS = "postern-address-endpoints";
  private static final String EXEC = "postern-exec";

  private static final ObjectMapper VALUES = new ObjectMapper();

  private Examples() {}

  static Stream<Example> admitted() {
    return Stream.of(
        service("as ip-service writes it", review -> {}, ""),
        service("without the default protocol", at("/object/spec/ports/0", "protocol", null), ""),
        service("an update", at("/request", "operation", "UPDATE"), ""),
        service(
            "anything by somebody else",
            by("system:serviceaccount:shop:deployer").andThen(Examples::externalIps),
            ""),
        slice("as ip-service writes it", review -> {}, ""),
        slice("the first address of the network", leadsTo("IPv4", "10.0.0.0"), ""),
        slice("the last one", leadsTo("IPv4", "10.255.255.255"), ""),
        slice("in the second network", leadsTo("IPv4", "198.51.100.9"), ""),
        slice("in the third network", leadsTo("IPv6", "2001:db8:a::7"), ""),
        slice("to nowhere", at("/object", "endpoints", null), ""),
        slice(
            "to nowhere any more, of host names",
            at("/object", "addressType", "FQDN").andThen(at("/object", "endpoints", List.of())),
            ""),
        slice(
            "anywhere by the cluster's own controller",
            by("system:serviceaccount:kube-system:endpointslice-controller")
                .andThen(leadsTo("IPv4", "192.0.2.17")),
            ""),
        exec("as credential-service enters", review -> {}, ""),
        exec(
            "an administrator's terminal",
            by("admin").andThen(at("/object", "tty", true)).andThen(unmanaged()),
            ""));
  }

  static Stream<Example> refused() {
    return Stream.of(services(), slices(), execs()).flatMap(examples -> examples);
  }

  private static Stream<Example> services() {
    return Stream.of(
        service(
            "another namespace",
            at("/request", "namespace", "postern"),
            "ip-service writes Services in postern-addresses only"),
        service(
            "an external IP", Examples::externalIps, "ip-service must not set spec.externalIPs"),
        service(
            "inside only",
            at("/object/spec", "type", "ClusterIP"),
            "ip-service writes Services of type LoadBalancer only"),
        service(
            "a host name",
            at("/object/spec", "externalName", "db.example.org"),
            "ip-service must not set spec.externalName"),
        service(
            "whatever pods have a label",
            review ->
                ((ObjectNode) review.at("/object/spec")).putObject("selector").put("app", "db"),
            "ip-service leads to addresses that it names itself, never by selector"),
        service(
            "a second port",
            review -> ((ArrayNode) review.at("/object/spec/ports")).addObject().put("port", 443),
            "ip-service opens one TCP port of an address"),
        service(
            "UDP",
            at("/object/spec/ports/0", "protocol", "UDP"),
            "ip-service opens one TCP port of an address"),
        service(
            "nobody's",
            at("/object/metadata/labels", "postern.dev/instance", null),
            "ip-service marks its Services as its own"),
        service(
            "without any label",
            at("/object/metadata", "labels", null),
            "ip-service marks its Services as its own"));
  }

  private static Stream<Example> slices() {
    String outside = "ip-service leads to the containers' networks only (containers-cidr)";
    return Stream.of(
        slice("to the API server", leadsTo("IPv4", "192.0.2.17"), outside),
        slice("to the node itself", leadsTo("IPv4", "127.0.0.1"), outside),
        slice("to the cloud's metadata", leadsTo("IPv4", "169.254.169.254"), outside),
        slice("one address behind the network", leadsTo("IPv4", "11.0.0.0"), outside),
        slice("IPv6 outside", leadsTo("IPv6", "2001:db8:b::7"), outside),
        slice("IPv4 as IPv6", leadsTo("IPv6", "::ffff:10.1.2.3"), outside),
        slice(
            "a second address outside",
            review -> ((ArrayNode) review.at("/object/endpoints/0/addresses")).add("192.0.2.17"),
            outside),
        slice(
            "a second endpoint outside",
            review ->
                ((ArrayNode) review.at("/object/endpoints"))
                    .addObject()
                    .putArray("addresses")
                    .add("192.0.2.17"),
            outside),
        slice(
            "outside by an update",
            at("/request", "operation", "UPDATE").andThen(leadsTo("IPv4", "192.0.2.17")),
            outside),
        slice(
            "another namespace",
            at("/request", "namespace", "kube-system"),
            "ip-service writes EndpointSlices in postern-addresses only"),
        slice(
            "host names",
            at("/object", "addressType", "FQDN"),
            "ip-service names addresses, never host names"),
        slice(
            "somebody's pod by name",
            review ->
                ((ObjectNode) review.at("/object/endpoints/0"))
                    .putObject("targetRef")
                    .put("kind", "Pod"),
            "ip-service names addresses, never objects"),
        slice("every port", at("/object", "ports", null), "ip-service leads to one TCP port"),
        slice(
            "of another Service",
            at("/object/metadata/labels", "kubernetes.io/service-name", "ip-203-0-113-8"),
            "an EndpointSlice of ip-service belongs to the Service of its own name"),
        slice(
            "that the cluster's controller would take over",
            at(
                "/object/metadata/labels",
                "endpointslice.kubernetes.io/managed-by",
                "endpointslice-controller.k8s.io"),
            "ip-service marks its EndpointSlices as its own"));
  }

  private static Stream<Example> execs() {
    String namespaces =
        "credential-service enters pods of managed namespaces only (label postern.dev/managed)";
    String shell = "credential-service runs sh -c with one script";
    return Stream.of(
        exec("a namespace without the label", unmanaged(), namespaces),
        exec(
            "a namespace that was given up",
            at("/namespaceObject/metadata/labels", "postern.dev/managed", "false"),
            namespaces),
        exec("another program", command("bash", "-c", "id"), shell),
        exec("a shell that waits", command("sh"), shell),
        exec("a script with arguments", command("sh", "-c", "id", "x"), shell),
        exec("a terminal", at("/object", "tty", true), "credential-service needs no terminal"),
        exec(
            "somebody's running process",
            at("/request", "subResource", "attach"),
            "credential-service runs commands, and neither attaches nor forwards ports"),
        exec(
            "a port",
            at("/request", "subResource", "portforward"),
            "credential-service runs commands, and neither attaches nor forwards ports"));
  }

  private static Example service(String what, Consumer<ObjectNode> change, String message) {
    return new Example(ADDRESSES, "service", what, change, message);
  }

  private static Example slice(String what, Consumer<ObjectNode> change, String message) {
    return new Example(ENDPOINTS, "endpoint-slice", what, change, message);
  }

  private static Example exec(String what, Consumer<ObjectNode> change, String message) {
    return new Example(EXEC, "exec", what, change, message);
  }

  /** Sets a field, or takes it away. */
  private static Consumer<ObjectNode> at(String pointer, String field, Object value) {
    return review -> {
      ObjectNode object = (ObjectNode) review.at(pointer);
      if (value == null) {
        object.remove(field);
      } else {
        object.set(field, VALUES.valueToTree(value));
      }
    };
  }

  private static Consumer<ObjectNode> by(String user) {
    return at("/request/userInfo", "username", user);
  }

  private static Consumer<ObjectNode> leadsTo(String family, String address) {
    return review -> {
      ((ObjectNode) review.get("object")).put("addressType", family);
      ((ObjectNode) review.at("/object/endpoints/0")).putArray("addresses").add(address);
    };
  }

  private static Consumer<ObjectNode> command(String... words) {
    return review -> {
      ArrayNode command = ((ObjectNode) review.get("object")).putArray("command");
      Stream.of(words).forEach(command::add);
    };
  }

  private static Consumer<ObjectNode> unmanaged() {
    return at("/namespaceObject/metadata", "labels", null);
  }

  private static void externalIps(ObjectNode review) {
    ((ObjectNode) review.at("/object/spec")).putArray("externalIPs").add("203.0.113.9");
  }
}
