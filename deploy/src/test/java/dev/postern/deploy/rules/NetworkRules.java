package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may talk to whom. */
final class NetworkRules {

  private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");

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

  /** Names are looked up, or nothing else works. */
  static List<String> dnsIsOpen(Rendered rendered) {
    boolean open =
        rendered
            .ofKind("NetworkPolicy")
            .filter(policy -> policy.at("/spec/podSelector").isEmpty())
            .flatMap(policy -> Manifest.items(policy.at("/spec/egress")).stream())
            .anyMatch(
                rule ->
                    rule.path("ports").toString().contains("\"UDP\",\"port\":53")
                        || rule.path("ports")
                            .toString()
                            .contains("\"port\":53,\"protocol\":\"UDP\""));
    return open || Workload.of(rendered).isEmpty() ? List.of() : List.of("no policy opens DNS");
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
        boolean ssh = rule.at("/ports/0/port").asText().matches("ssh|22");
        if (open && !(ssh && rule.path("ports").size() == 1)) {
          problems.add(policy + " lets anybody in");
        }
      }
    }
    return problems;
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
    return problems;
  }

  private static List<String> types(Manifest policy) {
    return Manifest.items(policy.at("/spec/policyTypes")).stream().map(JsonNode::asText).toList();
  }
}
    for (Manifest policy : rendered.ofKind("ValidatingAdmissionPolicy").toList()) {
      if (policy.at("/spec/variables").toString().contains("192.0.2.0/24")) {
        problems.add(policy + " still has the base's networks");
      }
    }
