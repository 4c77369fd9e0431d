package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.List;
import java.util.Map;

/** A label selector, as pods match it. */
record Selector(JsonNode tree) {

  /** Labels of pods that operators, the cluster or tenants make. */
  private static final List<String> FOREIGN =
      List.of("strimzi.io/", "cnpg.io/", "k8s-app", "postern.dev/ssh", "acme.cert-manager.io/");

  boolean matches(Map<String, String> labels) {
    return Manifest.strings(tree.path("matchLabels")).entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
        && Manifest.items(tree.path("matchExpressions")).stream()
            .allMatch(expression -> matches(expression, labels));
  }

  private static boolean matches(JsonNode expression, Map<String, String> labels) {
    String value = labels.get(expression.path("key").asText());
    boolean listed =
        Manifest.items(expression.path("values")).stream()
            .anyMatch(one -> one.asText().equals(value));
    return switch (expression.path("operator").asText()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> value != null;
      default -> value == null;
    };
  }

  /** Whether it means pods that are not in the kustomization. */
  boolean isForeign() {
    return FOREIGN.stream().anyMatch(prefix -> tree.toString().contains("\"" + prefix));
  }

  boolean isEverything() {
    return tree.isEmpty();
  }

  List<Workload> workloads(Rendered rendered) {
    return Workload.of(rendered).stream().filter(one -> matches(one.labels())).toList();
  }
}
