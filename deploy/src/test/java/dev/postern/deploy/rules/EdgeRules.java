package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people outside reach, and as whom they are seen. */
final class EdgeRules {

  private static final String MAY_EXEC = "credential-service";
  private static final String SOLVER = "acme.cert-manager.io/http01-solver";
  private static final int SOLVER_PORT = 8089;
  private static final int HTTP = 80;

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
        String name = listener.path("name").asText();
        if (!listener.path("protocol").asText().equals("HTTPS") && isUsed(name, rendered)) {
          problems.add(gateway + " takes tokens without TLS at " + name);
        }
      }
    }
    return problems;
  }

  /** By a route of ours; a route that names no listener is at all of them. */
  private static boolean isUsed(String listener, Rendered rendered) {
    return rendered
        .ofKind("HTTPRoute")
        .flatMap(route -> Manifest.items(route.at("/spec/parentRefs")).stream())
        .anyMatch(parent -> parent.path("sectionName").asText(listener).equals(listener));
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

  /**
   * Who may enter containers has no route, and of other namespaces only those that read metrics.
   */
  static List<String> noWayInToExec(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest route : rendered.ofKind("HTTPRoute").toList()) {
      if (route.at("/spec/rules").findValuesAsText("name").contains(MAY_EXEC)) {
        problems.add(route + " leads the internet to who may enter containers");
      }
    }
    rendered
        .find("NetworkPolicy", MAY_EXEC)
        .filter(
            policy -> !Manifest.having(policy.at("/spec/ingress"), "namespaceSelector").isEmpty())
        .ifPresent(policy -> problems.add(policy + " lets other namespaces in"));
    return problems;
  }

  /** An issuer asks over plain HTTP whose a name is: the solver is reached, and closed else. */
  static List<String> certificatesCanBeHad(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest gateway : rendered.ofKind("Gateway").toList()) {
      boolean listens =
          Manifest.items(gateway.at("/spec/listeners")).stream()
              .anyMatch(
                  one ->
                      one.path("port").asInt() == HTTP
                          && one.path("protocol").asText().equals("HTTP")
                          && !one.has("hostname"));
      boolean reached =
          rendered
              .ofKind("NetworkPolicy")
              .filter(policy -> policy.at("/spec/podSelector").toString().contains(SOLVER))
              .anyMatch(policy -> policy.at("/spec/ingress/0/ports/0/port").asInt() == SOLVER_PORT);
      if (!listens || !reached) {
        problems.add(gateway + " cannot prove its names by HTTP-01");
      }
    }
    return problems;
  }
}
