package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much and how many. */
final class SizeRules {

  private static final Pattern QUANTITY =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?");

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("P", BigDecimal.TEN.pow(15)),
          Map.entry("Ki", BigDecimal.valueOf(1024)),
          Map.entry("Mi", BigDecimal.valueOf(1024).pow(2)),
          Map.entry("Gi", BigDecimal.valueOf(1024).pow(3)),
          Map.entry("Ti", BigDecimal.valueOf(1024).pow(4)),
          Map.entry("Pi", BigDecimal.valueOf(1024).pow(5)));

  private static final Map<String, String> PRIORITY =
      Map.of(
          "Deployment", "/spec/template/spec/priorityClassName",
          "KafkaNodePool", "/spec/template/pod/priorityClassName",
          "Cluster", "/spec/priorityClassName");

  private SizeRules() {}

  /** Every amount is one, no request is above its limit, and memory has a limit. */
  static List<String> quantities(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest manifest : rendered.all()) {
      for (JsonNode owner : Manifest.having(manifest.at("/spec"), "resources")) {
        if (owner.get("resources").isObject()) {
          resources(problems, manifest, owner.get("resources"));
        }
      }
      for (String field : List.of("size", "sizeLimit")) {
        for (JsonNode owner : Manifest.having(manifest.at("/spec"), field)) {
          require(problems, manifest, owner.get(field).asText());
        }
      }
    }
    return problems;
  }

  private static void resources(List<String> problems, Manifest manifest, JsonNode resources) {
    Map<String, String> requests = Manifest.strings(resources.path("requests"));
    Map<String, String> limits = Manifest.strings(resources.path("limits"));
    requests.values().forEach(value -> require(problems, manifest, value));
    limits.values().forEach(value -> require(problems, manifest, value));
    boolean isPod = !manifest.kind().equals("PersistentVolumeClaim");
    if (isPod && (!limits.containsKey("memory") || !requests.containsKey("memory"))) {
      problems.add(manifest + " has no request or limit of memory");
    }
    requests.forEach(
        (name, request) -> {
          Optional<BigDecimal> wanted = parse(request);
          Optional<BigDecimal> most = parse(limits.getOrDefault(name, request));
          if (wanted.isPresent() && most.isPresent() && wanted.get().compareTo(most.get()) > 0) {
            problems.add(manifest + " requests more " + name + " than its limit");
          }
        });
  }

  private static void require(List<String> problems, Manifest manifest, String quantity) {
    if (parse(quantity).isEmpty()) {
      problems.add(manifest + " has an amount that is none: " + quantity);
    }
  }

  private static Optional<BigDecimal> parse(String quantity) {
    Matcher matcher = QUANTITY.matcher(quantity);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal unit = matcher.group(2) == null ? BigDecimal.ONE : UNITS.get(matcher.group(2));
    return Optional.of(new BigDecimal(matcher.group(1)).multiply(unit));
  }

  /** A budget says one thing, leaves room for a node to be drained, and exists for each service. */
  static List<String> disruptionBudgets(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest budget : rendered.ofKind("PodDisruptionBudget").toList()) {
      JsonNode spec = budget.at("/spec");
      if (spec.has("minAvailable") == spec.has("maxUnavailable")) {
        problems.add(budget + " needs either minAvailable or maxUnavailable");
      }
      if (spec.path("maxUnavailable").asText().matches("0%?")) {
        problems.add(budget + " lets no node be drained");
      }
    }
    for (Workload workload : Workload.of(rendered)) {
      boolean covered =
          rendered
              .ofKind("PodDisruptionBudget")
              .anyMatch(b -> new Selector(b.at("/spec/selector")).matches(workload.labels()));
      if (!covered) {
        problems.add(workload + " has no disruption budget");
      }
    }
    return problems;
  }

  /** One thing decides how many there are. */
  static List<String> scaling(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest scaler : rendered.all()) {
      String least = scaler.kind().equals("ScaledObject") ? "minReplicaCount" : "minReplicas";
      String most = scaler.kind().equals("ScaledObject") ? "maxReplicaCount" : "maxReplicas";
      if (!List.of("HorizontalPodAutoscaler", "ScaledObject").contains(scaler.kind())) {
        continue;
      }
      if (scaler.at("/spec/" + least).asInt() > scaler.at("/spec/" + most).asInt()) {
        problems.add(scaler + " wants at least more than at most");
      }
      String target = scaler.at("/spec/scaleTargetRef/name").asText();
      Optional<Manifest> scaled = rendered.find("Deployment", target);
      if (scaled.isEmpty()) {
        problems.add(scaler + " scales nothing: " + target);
      } else if (scaled.get().at("/spec").has("replicas")) {
        problems.add(scaler + " and a fixed number of replicas fight over " + target);
      }
    }
    for (Workload workload : Workload.of(rendered)) {
      long scalers =
          rendered.all().stream()
              .filter(o -> o.at("/spec/scaleTargetRef/name").asText().equals(workload.name()))
              .count();
      if (scalers > 1 || scalers == 0 && !workload.manifest().at("/spec").has("replicas")) {
        problems.add(workload + " has " + scalers + " scalers and no number");
      }
    }
    return problems;
  }

  /**
   * A full node puts off something else: ours, and what they stand on, have a class that is there.
   */
  static List<String> priorities(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest manifest : rendered.all()) {
      String pointer = PRIORITY.get(manifest.kind());
      if (pointer != null
          && rendered.find("PriorityClass", manifest.at(pointer).asText()).isEmpty()) {
        problems.add(manifest + " has no priority class that is there");
      }
    }
    return problems;
  }
}
