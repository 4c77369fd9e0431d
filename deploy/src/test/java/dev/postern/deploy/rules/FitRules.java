package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Objects that name each other by labels and ports. */
final class FitRules {

  private FitRules() {}

  /** Whatever selects, selects something. */
  static List<String> selectorsMatch(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      if (!new Selector(workload.manifest().at("/spec/selector")).matches(workload.labels())) {
        problems.add(workload + " does not select its own pods");
      }
    }
    selecting(rendered)
        .forEach(
            manifest -> {
              Selector selector = selectorOf(manifest);
              if (!selector.isForeign()
                  && !selector.isEverything()
                  && selector.workloads(rendered).isEmpty()) {
                problems.add(manifest + " selects nothing");
              }
            });
    for (Manifest policy : rendered.ofKind("NetworkPolicy").toList()) {
      for (JsonNode peer : Manifest.having(policy.at("/spec"), "podSelector")) {
        Selector selector = new Selector(peer.get("podSelector"));
        if (!peer.has("namespaceSelector")
            && !selector.isForeign()
            && !selector.isEverything()
            && selector.workloads(rendered).isEmpty()) {
          problems.add(policy + " names a peer that does not exist: " + selector.tree());
        }
      }
    }
    return problems;
  }

  private static Stream<Manifest> selecting(Rendered rendered) {
    return rendered.all().stream()
        .filter(one -> Set.of("Service", "PodDisruptionBudget", "PodMonitor").contains(one.kind()))
        .filter(one -> !selectorOf(one).tree().isMissingNode());
  }

  /** The selector of an object; a Service's is a plain map. */
  private static Selector selectorOf(Manifest manifest) {
    JsonNode selector = manifest.at("/spec/selector");
    return new Selector(
        manifest.kind().equals("Service")
            ? JsonNodeFactory.instance.objectNode().set("matchLabels", selector)
            : selector);
  }

  /** Ports that are named are ports of the pods that are meant. */
  static List<String> portsExist(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest service : rendered.ofKind("Service").toList()) {
      for (JsonNode port : service.at("/spec/ports")) {
        require(problems, service, selectorOf(service), port.path("targetPort"), rendered);
      }
    }
    for (Manifest monitor : rendered.ofKind("PodMonitor").toList()) {
      for (JsonNode endpoint : monitor.at("/spec/podMetricsEndpoints")) {
        require(problems, monitor, selectorOf(monitor), endpoint.path("port"), rendered);
      }
    }
    for (Workload workload : Workload.of(rendered)) {
      for (JsonNode probe : Manifest.having(workload.pod(), "httpGet")) {
        missing(problems, workload.manifest(), probe.at("/httpGet/port"), workload);
      }
    }
    rendered.ofKind("NetworkPolicy").forEach(policy -> policyPorts(problems, policy, rendered));
    routes(problems, rendered);
    return problems;
  }

  private static void policyPorts(List<String> problems, Manifest policy, Rendered rendered) {
    Selector own = new Selector(policy.at("/spec/podSelector"));
    for (JsonNode rule : policy.at("/spec/ingress")) {
      rule.path("ports")
          .forEach(port -> require(problems, policy, own, port.path("port"), rendered));
    }
    for (JsonNode rule : policy.at("/spec/egress")) {
      for (JsonNode peer : rule.path("to")) {
        for (JsonNode port : rule.path("ports")) {
          Selector selector = new Selector(peer.path("podSelector"));
          require(problems, policy, selector, port.path("port"), rendered);
        }
      }
    }
  }

  private static void require(
      List<String> problems, Manifest owner, Selector pods, JsonNode port, Rendered rendered) {
    if (!pods.isForeign()) {
      pods.workloads(rendered).forEach(workload -> missing(problems, owner, port, workload));
    }
  }

  private static void missing(
      List<String> problems, Manifest owner, JsonNode port, Workload workload) {
    if (port.isTextual() && !workload.portNames().contains(port.asText())) {
      problems.add(owner + " names port " + port.asText() + ", which " + workload + " has not");
    }
  }

  private static void routes(List<String> problems, Rendered rendered) {
    for (Manifest route : rendered.ofKind("HTTPRoute").toList()) {
      for (JsonNode backend : Manifest.having(route.at("/spec/rules"), "port")) {
        Set<Integer> ports = new TreeSet<>();
        rendered
            .find("Service", backend.path("name").asText())
            .ifPresent(
                service ->
                    service.at("/spec/ports").forEach(p -> ports.add(p.path("port").asInt())));
        if (!ports.contains(backend.path("port").asInt())) {
          problems.add(route + " leads to no port of a Service: " + backend);
        }
      }
    }
  }
}
