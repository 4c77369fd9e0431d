package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pools of replicas, limits of roles and the server's own limit, which nobody adds up by hand. */
final class DatabaseRules {

  /** Migrations and health checks, beside the reactive pool: {@code jdbc.max-size}. */
  private static final int JDBC = 2;

  /** For the operator, replication and whoever looks into it. */
  private static final int RESERVED = 30;

  private DatabaseRules() {}

  /** As many replicas as there may be, and one more in a roll-out, all get their connections. */
  static List<String> connectionsSuffice(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest cluster : rendered.ofKind("Cluster").toList()) {
      int granted = RESERVED;
      for (JsonNode role : cluster.at("/spec/managed/roles")) {
        int limit = role.path("connectionLimit").asInt();
        granted += limit;
        for (Workload workload : users(rendered, role.path("name").asText())) {
          int needed = (pool(workload) + JDBC) * (replicas(rendered, workload) + 1);
          if (needed > limit) {
            problems.add(workload + " may need " + needed + " connections and has " + limit);
          }
        }
      }
      if (granted > cluster.at("/spec/postgresql/parameters/max_connections").asInt()) {
        problems.add(cluster + " promises more connections than it has: " + granted);
      }
    }
    return problems;
  }

  private static List<Workload> users(Rendered rendered, String database) {
    return Workload.of(rendered).stream()
        .filter(
            workload ->
                value(workload, "QUARKUS_DATASOURCE_REACTIVE_URL")
                    .filter(url -> url.endsWith("/" + database))
                    .isPresent())
        .toList();
  }

  private static int pool(Workload workload) {
    return value(workload, "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE")
        .map(Integer::parseInt)
        .orElse(20);
  }

  private static Optional<String> value(Workload workload, String variable) {
    return PodRules.variables(workload.pod().path("containers").get(0))
        .filter(one -> one.path("name").asText().equals(variable))
        .map(one -> one.path("value").asText())
        .findFirst();
  }

  private static int replicas(Rendered rendered, Workload workload) {
    return rendered.all().stream()
        .filter(one -> one.at("/spec/scaleTargetRef/name").asText().equals(workload.name()))
        .map(one -> one.at("/spec"))
        .map(spec -> spec.path("maxReplicas").asInt(spec.path("maxReplicaCount").asInt()))
        .findFirst()
        .orElse(workload.manifest().at("/spec/replicas").asInt(1));
  }
}
