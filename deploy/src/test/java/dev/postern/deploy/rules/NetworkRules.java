package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may talk to whom. */
final class NetworkRules {

  private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");

  /** The cluster's DNS, NodeLocal DNSCache by address and as pods, OpenShift's: peer and port. */
  private static final Map<String, Integer> DNS =
      Map.of(
          "kube-dns", 53,
          "169.254.20.10/32", 53,
          "node-local-dns", 53,
          "openshift-dns", 5353);

  private NetworkRules() {}

  /** Everything is closed; each service opens, both ways, what it needs. */
  static List<String> everyServiceIsCovered(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    List<Workload> workloads = Workload.of(rendered);
    boolean closed =
        rendered
            .ofKind("NetworkPolicy")
            .anyMatch(
                policy ->
                    policy.at("/spec/podSelector").isEmpty()
                        && types(policy).containsAll(Set.of("Ingress", "Egress"))
                        && !policy.at("/spec").has("ingress")
                        && !policy.at("/spec").has("egress"));
    if (!closed && !workloads.isEmpty()) {
      problems.add("nothing closes what no policy opens");
    }
    for (Workload workload : workloads) {
      boolean own =
          rendered
              .ofKind("NetworkPolicy")
              .filter(policy -> policy.name().equals(workload.name()))
              .filter(policy -> types(policy).containsAll(Set.of("Ingress", "Egress")))
              .anyMatch(p -> new Selector(p.at("/spec/podSelector")).matches(workload.labels()));
      if (!own) {
        problems.add(workload + " has no policy of its own");
      }
    }
    return problems;
  }

  /** Names are looked up, or nothing else works: by whichever of the ways a cluster has. */
  static List<String> dnsIsOpen(Rendered rendered) {
    if (Workload.of(rendered).isEmpty()) {
      return List.of();
    }
    List<JsonNode> open =
        rendered
            .ofKind("NetworkPolicy")
            .filter(policy -> policy.at("/spec/podSelector").isEmpty())
            .flatMap(policy -> Manifest.items(policy.at("/spec/egress")).stream())
            .toList();
    return DNS.entrySet().stream()
        .filter(way -> open.stream().noneMatch(rule -> leadsTo(rule, way.getKey(), way.getValue())))
        .map(way -> "no policy opens DNS by " + way.getKey())
        .toList();
  }

  private static boolean leadsTo(JsonNode rule, String peer, int port) {
    List<String> open =
        Manifest.items(rule.path("ports")).stream()
            .map(one -> one.path("protocol").asText() + " " + one.path("port").asInt())
            .toList();
    return rule.path("to").toString().contains("\"" + peer + "\"")
        && open.containsAll(List.of("UDP " + port, "TCP " + port));
  }

  /** Peers are named; people reach the gateway's SSH port from anywhere, and nothing else. */
  static List<String> peersAreExplicit(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest policy : rendered.ofKind("NetworkPolicy").toList()) {
      for (JsonNode rule : policy.at("/spec/egress")) {
        if (rule.path("to").isEmpty() || anywhere(rule)) {
          problems.add(policy + " lets pods out to anywhere");
        }
      }
      for (JsonNode rule : policy.at("/spec/ingress")) {
        boolean open = rule.path("from").isEmpty() || anywhere(rule);
        if (open && !isSsh(rule.path("ports"))) {
          problems.add(policy + " lets anybody in");
        }
      }
    }
    return problems;
  }

  private static boolean isSsh(JsonNode ports) {
    return !ports.isEmpty()
        && Manifest.items(ports).stream()
            .allMatch(port -> port.path("port").asText().matches("ssh|22"));
  }

  private static boolean anywhere(JsonNode rule) {
    return Manifest.having(rule, "cidr").stream()
            .anyMatch(block -> ANYWHERE.contains(block.get("cidr").asText()))
        || Manifest.having(rule, "namespaceSelector").stream()
            .anyMatch(peer -> peer.get("namespaceSelector").isEmpty() && !peer.has("podSelector"));
  }

  /** Examples that no settings replaced would reach nothing, or somebody else. */
  static List<String> settingsAreApplied(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> base = Set.of("192.0.2.0/24", "192.0.2.1/32", "203.0.113.0/24");
    for (Manifest policy : rendered.ofKind("NetworkPolicy").toList()) {
      for (JsonNode block : Manifest.having(policy.tree(), "cidr")) {
        if (base.contains(block.get("cidr").asText())) {
          problems.add(policy + " still has the base's " + block.get("cidr"));
        }
      }
    }
    for (Manifest policy : rendered.ofKind("ValidatingAdmissionPolicy").toList()) {
      if (policy.at("/spec/variables").toString().contains("192.0.2.0/24")) {
        problems.add(policy + " still has the base's networks");
      }
    }
    return problems;
  }

  private static List<String> types(Manifest policy) {
    return Manifest.items(policy.at("/spec/policyTypes")).stream().map(JsonNode::asText).toList();
  }
}
