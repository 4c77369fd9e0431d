package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import java.util.stream.Stream;

/** Labels, ports and networks that do not fit. */
final class FitMutants {

  private static final String POD = "/spec/template/spec";
  private static final String MAIN = POD + "/containers/0";

  private FitMutants() {}

  static Stream<Mutant> all() {
    return Stream.concat(fit(), network());
  }

  private static Stream<Mutant> fit() {
    return Stream.of(
        in(
            "selectors match labels",
            "a Service of nobody",
            "Service/key-service",
            "/spec/selector",
            o -> o.put("app.kubernetes.io/name", "keys")),
        in(
            "selectors match labels",
            "a Deployment that is not its pods'",
            "Deployment/key-service",
            "/spec/template/metadata/labels",
            o -> o.put("app.kubernetes.io/name", "keys")),
        in(
            "selectors match labels",
            "a budget of nobody",
            "PodDisruptionBudget/ssh-gateway",
            "/spec/selector/matchLabels",
            o -> o.put("app.kubernetes.io/name", "gateway")),
        in(
            "selectors match labels",
            "a peer that is misspelt",
            "NetworkPolicy/notification-service",
            "/spec/egress/1/to/0/podSelector/matchLabels",
            o -> o.put("app.kubernetes.io/name", "credentials-service")),
        in(
            "named ports exist",
            "a Service's port",
            "Service/key-service",
            "/spec/ports/0",
            o -> o.put("targetPort", "web")),
        in(
            "named ports exist",
            "a probe's port",
            "Deployment/key-service",
            MAIN + "/readinessProbe/httpGet",
            o -> o.put("port", "web")),
        in(
            "named ports exist",
            "a policy's port",
            "NetworkPolicy/ssh-gateway",
            "/spec/ingress/0/ports/0",
            o -> o.put("port", "sshd")),
        in(
            "named ports exist",
            "a peer's port",
            "NetworkPolicy/notification-service",
            "/spec/egress/1/ports/0",
            o -> o.put("port", "tls")),
        in(
            "named ports exist",
            "a monitor's port",
            "PodMonitor/postern",
            "/spec/podMetricsEndpoints/0",
            o -> o.put("port", "metrics")),
        in(
            "named ports exist",
            "a route's port",
            "HTTPRoute/ip-service",
            "/spec/rules/0/backendRefs/0",
            o -> o.put("port", 80)));
  }

  private static Stream<Mutant> network() {
    return Stream.of(
        without("every service has a network policy", "NetworkPolicy/default-deny"),
        without("every service has a network policy", "NetworkPolicy/ip-service"),
        in(
            "every service has a network policy",
            "egress left open",
            "NetworkPolicy/key-service",
            "/spec",
            o -> o.putArray("policyTypes").add("Ingress")),
        without("DNS is open", "NetworkPolicy/dns"),
        in(
            "peers are explicit",
            "out to anywhere",
            "NetworkPolicy/key-service",
            "/spec/egress/0",
            o -> o.remove("to")),
        in(
            "peers are explicit",
            "all addresses",
            "NetworkPolicy/notification-service",
            "/spec/egress/2/to/0/ipBlock",
            o -> o.put("cidr", "0.0.0.0/0")),
        in(
            "peers are explicit",
            "anybody in",
            "NetworkPolicy/key-service",
            "/spec/ingress/0",
            o -> o.remove("from")),
        in(
            "peers are explicit",
            "any namespace",
            "NetworkPolicy/key-service",
            "/spec/ingress/0/from/0",
            o -> o.putObject("namespaceSelector")),
        in(
            "settings are applied",
            "the base's example",
            "NetworkPolicy/credential-service",
            "/spec/egress/0/to/0/ipBlock",
            o -> o.put("cidr", "192.0.2.0/24")));
  }
}
