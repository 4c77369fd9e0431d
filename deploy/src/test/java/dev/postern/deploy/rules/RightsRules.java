package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may do what in the cluster. */
final class RightsRules {

  private static final Set<String> NEVER = Set.of("*", "escalate", "bind", "impersonate");
  private static final Set<String> CLUSTER_WIDE = Set.of("postern-namespaces");
  private static final Set<String> CLUSTER_SCOPED =
      Set.of(
          "Namespace",
          "ClusterRole",
          "ClusterRoleBinding",
          "PriorityClass",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  private RightsRules() {}

  /**
   * No wildcard, no right to take rights, no Secrets, and the whole cluster for namespaces only.
   */
  static List<String> rights(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    roles(rendered).forEach(role -> role(problems, role));
    for (Manifest binding : rendered.ofKind("ClusterRoleBinding").toList()) {
      if (!CLUSTER_WIDE.contains(binding.at("/roleRef/name").asText())) {
        problems.add(binding + " gives rights in every namespace");
      }
    }
    return problems;
  }

  private static Stream<Manifest> roles(Rendered rendered) {
    return Stream.concat(rendered.ofKind("Role"), rendered.ofKind("ClusterRole"));
  }

  private static void role(List<String> problems, Manifest role) {
    for (JsonNode rule : role.at("/rules")) {
      for (String field : List.of("apiGroups", "resources", "verbs")) {
        for (JsonNode value : rule.path(field)) {
          if (NEVER.contains(value.asText())) {
            problems.add(role + " has " + value + " in " + field);
          }
        }
      }
      if (has(rule, "resources", "secrets")) {
        problems.add(role + " reads Secrets");
      }
      if (has(rule, "resources", "pods/exec")
          && !(has(rule, "verbs", "get") && has(rule, "verbs", "create"))) {
        problems.add(role + " may exec over one protocol only: it needs get and create");
      }
    }
  }

  private static boolean has(JsonNode rule, String field, String value) {
    return Manifest.items(rule.path(field)).stream().anyMatch(one -> one.asText().equals(value));
  }

  /**
   * Into containers goes credential-service alone; {@link EdgeRules#noWayInToExec} keeps it inside.
   */
  static List<String> execIsForOneService(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> exec =
        Set.copyOf(
            roles(rendered)
                .filter(role -> role.at("/rules").toString().contains("pods/exec"))
                .map(Manifest::name)
                .toList());
    Stream.concat(rendered.ofKind("RoleBinding"), rendered.ofKind("ClusterRoleBinding"))
        .filter(
            binding ->
                exec.contains(binding.at("/roleRef/name").asText())
                    || binding.at("/roleRef/name").asText().equals("postern-container-access"))
        .forEach(
            binding -> {
              for (JsonNode subject : binding.at("/subjects")) {
                if (!subject.path("name").asText().equals("credential-service")
                    || !subject.path("namespace").asText().equals("postern")) {
                  problems.add(binding + " lets " + subject + " into containers");
                }
              }
            });
    return problems;
  }

  /** An address is taken through ip-service's ledger or not at all. */
  static List<String> noExternalIps(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    rendered
        .ofKind("Service")
        .filter(service -> service.at("/spec").has("externalIPs"))
        .forEach(service -> problems.add(service + " has externalIPs"));
    if (rendered.find("Deployment", "ip-service").isPresent()
        && rendered
            .find("ValidatingAdmissionPolicy", "postern-addresses")
            .filter(policy -> policy.at("/spec/validations").toString().contains("externalIPs"))
            .isEmpty()) {
      problems.add("nothing keeps ip-service from setting externalIPs");
    }
    return problems;
  }

  /**
   * What belongs to a namespace says so, and what does not, does not; those of an overlay are in
   * {@code base/namespace.yaml}, which is applied first.
   */
  static List<String> namespaces(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> first = appliedFirst();
    for (Manifest manifest : rendered.all()) {
      if (manifest.namespace().isEmpty() != CLUSTER_SCOPED.contains(manifest.kind())) {
        problems.add(manifest + " is in namespace '" + manifest.namespace() + "'");
      }
      if (rendered.name().startsWith("overlays/")
          && !manifest.namespace().isEmpty()
          && !first.contains(manifest.namespace())) {
        problems.add(manifest + " is in a namespace that base/namespace.yaml has not");
      }
    }
    return problems;
  }

  private static Set<String> appliedFirst() {
    try {
      String yaml = Files.readString(Project.manifests().resolve("base/namespace.yaml"));
      return Set.copyOf(Rendered.parse(yaml).stream().map(Manifest::name).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who may create pods in a managed namespace must not choose whose they are. */
  static List<String> managedNamespacesHaveAnAccount(Rendered rendered) {
    return rendered
        .ofKind("Namespace")
        .filter(one -> "true".equals(one.labels("/metadata/labels").get("postern.dev/managed")))
        .filter(one -> !one.labels("/metadata/annotations").containsKey("postern.dev/account"))
        .map(one -> one + " lets its pods name any account")
        .toList();
  }

  /** Nothing secret is in the repository. */
  static List<String> noSecrets(Rendered rendered) {
    return rendered
        .ofKind("Secret")
        .filter(secret -> !secret.name().equals("keda-kafka"))
        .map(secret -> secret + " is written down")
        .toList();
  }
}
