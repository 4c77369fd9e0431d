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

  /**
   * Of the APIs {@code /v1}, and neither {@code /internal} nor {@code /q}; of the dashboard all but
   * {@code /q}; over TLS.
   */
  static List<String> onlyTheApiIsOutside(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest route : rendered.ofKind("HTTPRoute").toList()) {
      for (JsonNode rule : route.at("/spec/rules")) {
        if (rule.path("backendRefs").isEmpty()) {
          continue; // It leads nowhere inside.
        }
        for (JsonNode match : rule.path("matches")) {
          if (!match.at("/path/value").asText().matches(outside(route))) {
            problems.add(route + " leads " + match.path("path") + " inside");
          }
        }
        if (rule.path("matches").isEmpty()) {
          problems.add(route + " leads everything inside");
        }
      }
      if (isDashboard(route) && !answersHealthItself(route)) {
        problems.add(route + " leads /q inside");
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

  private static boolean isDashboard(Manifest route) {
    return route.name().equals("dashboard");
  }

  private static String outside(Manifest route) {
    return isDashboard(route) ? "/" : "/v1(/.*)?";
  }

  /** The longest prefix wins, so {@code /q} is not led on with {@code /}. */
  private static boolean answersHealthItself(Manifest route) {
    return Manifest.items(route.at("/spec/rules")).stream()
        .filter(rule -> rule.path("backendRefs").isEmpty())
        .anyMatch(rule -> rule.at("/matches/0/path/value").asText().equals("/q"));
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
