package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What names something else names something that will be there. */
final class ReferenceRules {

  /** A row of the README's table of what is made by hand: kind, name, keys. */
  private static final Pattern MADE =
      Pattern.compile("\\| (Secret|ConfigMap) \\| `([^`]+)` \\| ([^|]+) \\|.*");

  private static final Pattern KEY = Pattern.compile("`([^`]+)`");

  private ReferenceRules() {}

  /** ConfigMaps, Secrets, their keys, accounts and roles. */
  static List<String> resolve(Rendered rendered) {
    Map<String, Set<String>> there = dataOf(rendered);
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      String account = workload.pod().path("serviceAccountName").asText();
      if (rendered.find("ServiceAccount", account).isEmpty()) {
        problems.add(workload + " runs as an account that is not there: " + account);
      }
      for (JsonNode variable : Manifest.having(workload.pod(), "valueFrom")) {
        JsonNode from = variable.get("valueFrom");
        check(problems, workload, there, "ConfigMap", from.path("configMapKeyRef"));
        check(problems, workload, there, "Secret", from.path("secretKeyRef"));
      }
      for (JsonNode volume : workload.pod().path("volumes")) {
        volume(problems, workload, there, "ConfigMap", volume.path("configMap"), "name");
        volume(problems, workload, there, "Secret", volume.path("secret"), "secretName");
      }
    }
    bindings(problems, rendered);
    for (Manifest account : rendered.ofKind("ServiceAccount").toList()) {
      for (JsonNode secret : account.at("/imagePullSecrets")) {
        if (!there.containsKey("Secret/" + secret.path("name").asText())) {
          problems.add(account + " pulls with a Secret that is not there: " + secret);
        }
      }
    }
    return problems;
  }

  private static void check(
      List<String> problems,
      Workload workload,
      Map<String, Set<String>> there,
      String kind,
      JsonNode ref) {
    if (ref.isMissingNode() || ref.path("optional").asBoolean()) {
      return;
    }
    Set<String> keys = there.get(kind + "/" + ref.path("name").asText());
    if (keys == null || !keys.contains(ref.path("key").asText())) {
      problems.add(workload + " reads what is not there: " + kind + " " + ref);
    }
  }

  private static void volume(
      List<String> problems,
      Workload workload,
      Map<String, Set<String>> there,
      String kind,
      JsonNode source,
      String nameField) {
    if (source.isMissingNode()) {
      return;
    }
    Set<String> keys = there.get(kind + "/" + source.path(nameField).asText());
    if (keys == null) {
      problems.add(workload + " mounts what is not there: " + kind + " " + source);
      return;
    }
    for (JsonNode item : source.path("items")) {
      if (!keys.contains(item.path("key").asText())) {
        problems.add(workload + " mounts a key that is not there: " + kind + " " + source);
      }
    }
  }

  private static void bindings(List<String> problems, Rendered rendered) {
    Stream.concat(rendered.ofKind("RoleBinding"), rendered.ofKind("ClusterRoleBinding"))
        .filter(binding -> !rendered.name().startsWith("tenants"))
        .forEach(
            binding -> {
              String kind = binding.at("/roleRef/kind").asText();
              if (rendered.find(kind, binding.at("/roleRef/name").asText()).isEmpty()) {
                problems.add(binding + " gives a role that is not there");
              }
              for (JsonNode subject : binding.at("/subjects")) {
                if (rendered.find("ServiceAccount", subject.path("name").asText()).isEmpty()) {
                  problems.add(binding + " gives it to nobody: " + subject);
                }
              }
            });
  }

  /** A setting that is a file is one that is mounted, under the name that it has there. */
  static List<String> filesAreMounted(Rendered rendered) {
    Map<String, Set<String>> there = dataOf(rendered);
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      Map<String, JsonNode> volumes = new HashMap<>();
      workload.pod().path("volumes").forEach(v -> volumes.put(v.path("name").asText(), v));
      for (JsonNode container : workload.containers()) {
        PodRules.variables(container)
            .flatMap(variable -> paths(variable.path("value").asText()).stream())
            .filter(path -> !isMounted(path, container, volumes, there))
            .forEach(path -> problems.add(workload + " reads " + path + ", which is not mounted"));
      }
    }
    return problems;
  }

  private static List<String> paths(String value) {
    return Pattern.compile("/etc/postern/[A-Za-z0-9._/-]+")
        .matcher(value)
        .results()
        .map(result -> result.group())
        .toList();
  }

  private static boolean isMounted(
      String path,
      JsonNode container,
      Map<String, JsonNode> volumes,
      Map<String, Set<String>> there) {
    for (JsonNode mount : container.path("volumeMounts")) {
      String folder = mount.path("mountPath").asText();
      JsonNode volume = volumes.get(mount.path("name").asText());
      if (volume != null && (path.equals(folder) || path.startsWith(folder + "/"))) {
        return path.equals(folder) || has(volume, path.substring(folder.length() + 1), there);
      }
    }
    return false;
  }

  private static boolean has(JsonNode volume, String file, Map<String, Set<String>> there) {
    JsonNode source = volume.has("secret") ? volume.get("secret") : volume.path("configMap");
    if (source.has("items")) {
      return source.path("items").findValuesAsText("path").contains(file);
    }
    String name =
        volume.has("secret")
            ? "Secret/" + source.path("secretName").asText()
            : "ConfigMap/" + source.path("name").asText();
    return there.getOrDefault(name, Set.of()).contains(file);
  }

  /** ConfigMaps and Secrets with their keys: rendered, made by operators, or made by hand. */
  private static Map<String, Set<String>> dataOf(Rendered rendered) {
    Map<String, Set<String>> data = new HashMap<>(madeByHand());
    for (Manifest map : rendered.ofKind("ConfigMap").toList()) {
      data.put("ConfigMap/" + map.name(), map.labels("/data").keySet());
    }
    for (Manifest user : rendered.ofKind("KafkaUser").toList()) {
      data.put(
          "Secret/" + user.name(),
          Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password"));
    }
    for (Manifest kafka : rendered.ofKind("Kafka").toList()) {
      data.put("Secret/" + kafka.name() + "-cluster-ca-cert", Set.of("ca.crt", "ca.p12"));
    }
    for (Manifest cluster : rendered.ofKind("Cluster").toList()) {
      data.put("Secret/" + cluster.name() + "-ca", Set.of("ca.crt"));
    }
    for (Manifest certificate : rendered.ofKind("Certificate").toList()) {
      data.put(
          "Secret/" + certificate.at("/spec/secretName").asText(),
          Set.of("ca.crt", "tls.crt", "tls.key"));
    }
    return data;
  }

  private static Map<String, Set<String>> madeByHand() {
    Map<String, Set<String>> made = new HashMap<>();
    try (Stream<String> lines = Files.lines(Project.manifests().resolve("README.md"))) {
      lines
          .flatMap(line -> MADE.matcher(line).results())
          .forEach(
              row -> {
                Set<String> keys = new TreeSet<>();
                KEY.matcher(row.group(3)).results().forEach(key -> keys.add(key.group(1)));
                made.put(row.group(1) + "/" + row.group(2), keys);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  /** Roles of PostgreSQL get passwords from Secrets that are made by hand. */
  static List<String> databasesHaveOwners(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest database : rendered.ofKind("Database").toList()) {
      Optional<Manifest> cluster =
          rendered.find("Cluster", database.at("/spec/cluster/name").asText());
      String owner = database.at("/spec/owner").asText();
      Optional<JsonNode> role =
          cluster.stream()
              .flatMap(one -> Manifest.items(one.at("/spec/managed/roles")).stream())
              .filter(one -> one.path("name").asText().equals(owner))
              .findFirst();
      if (role.isEmpty()) {
        problems.add(database + " has an owner that is no role: " + owner);
      } else if (!dataOf(rendered)
          .containsKey("Secret/" + role.get().at("/passwordSecret/name").asText())) {
        problems.add(database + " has an owner without a password");
      }
    }
    return problems;
  }
}
