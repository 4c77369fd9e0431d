package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Secrets that operators make: later than the pods, and again when a certificate is renewed. */
final class SecretRules {

  private static final String RESTART = "secret.reloader.stakater.com/reload";

  private SecretRules() {}

  /** A pod whose Secret is not there yet waits; one that may do without would start and fail. */
  static List<String> podsWait(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> made = madeByOperators(rendered);
    for (Workload workload : Workload.of(rendered)) {
      for (JsonNode optional : Manifest.having(workload.pod(), "optional")) {
        String name = optional.path("name").asText(optional.path("secretName").asText());
        if (optional.get("optional").asBoolean() && made.contains(name)) {
          problems.add(workload + " starts without " + name);
        }
      }
    }
    return problems;
  }

  private static Set<String> madeByOperators(Rendered rendered) {
    Set<String> made = new TreeSet<>(readAtTheStart(rendered));
    rendered
        .ofKind("Certificate")
        .forEach(certificate -> made.add(certificate.at("/spec/secretName").asText()));
    return made;
  }

  /**
   * Kafka's clients and the pool of connections never look again; what cert-manager makes, they do.
   */
  private static Set<String> readAtTheStart(Rendered rendered) {
    Set<String> read =
        rendered
            .ofKind("KafkaUser")
            .map(Manifest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    rendered.ofKind("Kafka").forEach(kafka -> read.add(kafka.name() + "-cluster-ca-cert"));
    rendered.ofKind("Cluster").forEach(cluster -> read.add(cluster.name() + "-ca"));
    return read;
  }

  /** Which Secrets a Deployment's pods are restarted for is said, and is what they mount. */
  static List<String> renewalsRestart(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> read = readAtTheStart(rendered);
    for (Workload workload : Workload.of(rendered)) {
      Set<String> mounted =
          new TreeSet<>(workload.pod().path("volumes").findValuesAsText("secretName"));
      mounted.retainAll(read);
      String said = workload.manifest().labels("/metadata/annotations").getOrDefault(RESTART, "");
      Set<String> named = said.isEmpty() ? Set.of() : new TreeSet<>(List.of(said.split(",")));
      if (!named.equals(mounted)) {
        problems.add(workload + " restarts for " + named + " and reads " + mounted);
      }
      if (mountsCertificate(workload, rendered) && !readsAgain(workload)) {
        problems.add(workload + " reads its certificate once");
      }
    }
    return problems;
  }

  /** Of cert-manager, which renews every two months. */
  private static boolean mountsCertificate(Workload workload, Rendered rendered) {
    List<String> mounted = workload.pod().path("volumes").findValuesAsText("secretName");
    return rendered
        .ofKind("Certificate")
        .anyMatch(one -> mounted.contains(one.at("/spec/secretName").asText()));
  }

  private static boolean readsAgain(Workload workload) {
    return PodRules.variables(workload.pod().path("containers").get(0))
        .anyMatch(one -> one.path("name").asText().endsWith("_RELOAD_PERIOD"));
  }
}
