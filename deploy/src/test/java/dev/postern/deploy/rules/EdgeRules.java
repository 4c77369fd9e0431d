package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people outside reach, and as whom they are seen. */
final class EdgeRules {

  private EdgeRules() {}

  /** {@code /v1}, and neither {@code /internal} nor {@code /q}; over TLS. */
  static List<String> onlyTheApiIsOutside(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest route : rendered.ofKind("HTTPRoute").toList()) {
      for (JsonNode rule : route.at("/spec/rules")) {
        for (JsonNode match : rule.path("matches")) {
          if (!match.at("/path/value").asText().matches("/v1(/.*)?")) {
            problems.add(route + " leads " + match.path("path") + " inside");
          }
        }
        if (rule.path("matches").isEmpty()) {
          problems.add(route + " leads everything inside");
        }
      }
    }
    for (Manifest gateway : rendered.ofKind("Gateway").toList()) {
      for (JsonNode listener : gateway.at("/spec/listeners")) {
        if (!listener.path("protocol").asText().equals("HTTPS")) {
          problems.add(gateway + " takes tokens without TLS");
        }
      }
    }
    return problems;
  }

  /** Only the gateway is a load balancer, and it sees who comes. */
  static List<String> clientsKeepTheirAddress(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest service : rendered.ofKind("Service").toList()) {
      String type = service.at("/spec/type").asText("ClusterIP");
      if (service.name().equals("ssh-gateway-public")) {
        if (!service.at("/spec/externalTrafficPolicy").asText().equals("Local")) {
          problems.add(service + " hides clients' addresses");
        }
      } else if (Set.of("LoadBalancer", "NodePort").contains(type)) {
        problems.add(service + " is reached from outside");
      }
    }
    return problems;
  }
}
