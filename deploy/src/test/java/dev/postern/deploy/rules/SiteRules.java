package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ways through network policies that differ from site to site. */
final class SiteRules {

  private static final Set<String> STATEFUL = Set.of("kafka", "postgres");

  private SiteRules() {}

  /** All of its addresses, whatever the port, for who has a token and for the operators' pods. */
  static List<String> apiServerIsReached(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    if (Workload.of(rendered).isEmpty()) {
      return problems;
    }
    Manifest policy = rendered.find("NetworkPolicy", "api-server").orElse(null);
    if (policy == null) {
      return List.of("no policy api-server");
    }
    JsonNode open = policy.at("/spec/egress/0");
    if (open.path("to").isEmpty() || open.has("ports")) {
      problems.add("the policy api-server is not for all addresses and ports: " + open);
    }
    Selector pods = new Selector(policy.at("/spec/podSelector"));
    for (Workload workload : Workload.of(rendered)) {
      boolean token = workload.pod().path("automountServiceAccountToken").asBoolean();
      if (token != pods.matches(workload.labels())) {
        problems.add(workload + (token ? " does not reach" : " reaches") + " the API server");
      }
    }
    for (String name : STATEFUL) {
      rendered
          .find("NetworkPolicy", name)
          .filter(one -> !egress(one).contains(open))
          .ifPresent(one -> problems.add(one + " has not the API server's addresses"));
    }
    return problems;
  }

  private static List<JsonNode> egress(Manifest policy) {
    return Manifest.items(policy.at("/spec/egress"));
  }

  /**
   * A database that cannot reach its bucket is not backed up, and nobody is told by the network.
   */
  static List<String> backupsHaveAWayOut(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest cluster : rendered.ofKind("Cluster").toList()) {
      String site =
          rendered
              .ofKind("ConfigMap")
              .map(map -> map.at("/data/backups-cidr").asText())
              .filter(cidr -> !cidr.isEmpty())
              .findFirst()
              .orElse("nowhere");
      boolean open =
          rendered
              .ofKind("NetworkPolicy")
              .filter(policy -> policy.name().equals(cluster.name()))
              .flatMap(policy -> egress(policy).stream())
              .anyMatch(
                  rule ->
                      rule.at("/to/0/ipBlock/cidr").asText().equals(site)
                          && rule.at("/ports/0/port").asInt() == 443);
      if (!open) {
        problems.add(cluster + " does not reach where backups go: " + site);
      }
    }
    return problems;
  }

  /** On port 22, or on the port that the pod calls ssh (postern.dev/port). */
  static List<String> tenantsSshdIsReached(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest policy : rendered.ofKind("NetworkPolicy").toList()) {
      if (!policy.at("/spec/podSelector").toString().contains("postern.dev/ssh")) {
        continue;
      }
      for (JsonNode rule : policy.at("/spec/ingress")) {
        List<String> ports =
            Manifest.items(rule.path("ports")).stream().map(p -> p.path("port").asText()).toList();
        if (!ports.isEmpty() && !ports.containsAll(List.of("22", "ssh"))) {
          problems.add(policy + " opens " + ports + " only, wherever sshd listens");
        }
      }
    }
    return problems;
  }
}
