package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What every pod of ours keeps to. */
final class PodRules {

  private static final Set<String> MAY_TALK_TO_THE_API = Set.of("credential-service", "ip-service");
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap", "secret", "emptyDir", "projected", "downwardAPI", "persistentVolumeClaim");

  private PodRules() {}

  /** The Pod Security Standard <i>restricted</i>, and a root file system that nobody writes. */
  static List<String> restricted(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      JsonNode pod = workload.pod();
      JsonNode context = pod.path("securityContext");
      refuse(problems, workload, !context.path("runAsNonRoot").asBoolean(), "may run as root");
      refuse(
          problems, workload, context.path("runAsUser").asInt() < 1000, "has no user of its own");
      refuse(
          problems,
          workload,
          !context.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
          "has no seccomp profile");
      for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
        refuse(problems, workload, pod.path(field).asBoolean(), "uses " + field);
      }
      for (JsonNode volume : pod.path("volumes")) {
        boolean allowed = VOLUMES.stream().anyMatch(volume::has);
        refuse(problems, workload, !allowed, "has a volume of a forbidden kind: " + volume);
      }
      workload.containers().forEach(one -> restricted(problems, workload, one));
    }
    return problems;
  }

  private static void restricted(List<String> problems, Workload workload, JsonNode container) {
    JsonNode context = container.path("securityContext");
    String who = container.path("name").asText();
    refuse(
        problems,
        workload,
        context.path("allowPrivilegeEscalation").asBoolean(true),
        who + " may gain privileges");
    refuse(problems, workload, context.path("privileged").asBoolean(), who + " is privileged");
    refuse(
        problems,
        workload,
        !context.path("readOnlyRootFilesystem").asBoolean(),
        who + " may write its root file system");
    refuse(
        problems,
        workload,
        !context.at("/capabilities/drop").toString().equals("[\"ALL\"]")
            || context.at("/capabilities").has("add"),
        who + " keeps capabilities");
    refuse(
        problems,
        workload,
        context.path("runAsUser").asInt(1) == 0 || !context.path("runAsNonRoot").asBoolean(true),
        who + " runs as root");
    refuse(
        problems,
        workload,
        container.path("ports").findValues("hostPort").stream().anyMatch(JsonNode::isInt),
        who + " takes a port of the node");
  }

  /** The token of the API is where it is needed, and neighbours' variables are nowhere. */
  static List<String> tokensOnlyWhereNeeded(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      boolean token = workload.pod().path("automountServiceAccountToken").asBoolean(true);
      refuse(
          problems,
          workload,
          token != MAY_TALK_TO_THE_API.contains(workload.name()),
          token ? "has a token of the API server" : "needs a token of the API server");
      refuse(
          problems,
          workload,
          workload.pod().path("enableServiceLinks").asBoolean(true),
          "reads variables of neighbouring Services as settings");
    }
    return problems;
  }

  /** Started, ready, alive: each asked where the service tells the truth about it. */
  static List<String> probes(Rendered rendered) {
    Map<String, String> paths =
        Map.of(
            "startupProbe", "/q/health/started",
            "readinessProbe", "/q/health/ready",
            "livenessProbe", "/q/health/live");
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      for (JsonNode container : workload.pod().path("containers")) {
        paths.forEach(
            (probe, path) ->
                refuse(
                    problems,
                    workload,
                    !container.path(probe).at("/httpGet/path").asText().equals(path),
                    "has no " + probe + " at " + path));
      }
    }
    return problems;
  }

  /** Who is told to end gets the time that he was promised. */
  static List<String> graceIsLongEnough(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      JsonNode container = workload.pod().path("containers").get(0);
      long needed = container.at("/lifecycle/preStop/sleep/seconds").asLong();
      for (String name : List.of("POSTERN_SSH_DRAIN", "QUARKUS_SHUTDOWN_TIMEOUT")) {
        needed +=
            variables(container)
                .filter(one -> one.path("name").asText().equals(name))
                .mapToLong(one -> seconds(one.path("value").asText()))
                .sum();
      }
      long grace = workload.pod().path("terminationGracePeriodSeconds").asLong(30);
      refuse(problems, workload, needed == 0, "promises no time to end");
      refuse(
          problems, workload, grace <= needed, "is killed after " + grace + " of " + needed + " s");
    }
    return problems;
  }

  private static long seconds(String duration) {
    long number = Long.parseLong(duration.substring(0, duration.length() - 1));
    return duration.endsWith("m") ? number * 60 : number;
  }

  static Stream<JsonNode> variables(JsonNode container) {
    return Manifest.items(container.path("env")).stream();
  }

  /** One version of an image, and the same for the migrations as for the service. */
  static List<String> imagesArePinned(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Workload workload : Workload.of(rendered)) {
      List<String> images =
          workload.containers().stream().map(one -> one.path("image").asText()).toList();
      for (String image : images) {
        refuse(problems, workload, !isPinned(image), "does not say which version: " + image);
      }
      refuse(problems, workload, Set.copyOf(images).size() != 1, "mixes images: " + images);
    }
    return problems;
  }

  /** By a tag, or by a digest, which is whole or none. */
  private static boolean isPinned(String image) {
    int tag = image.indexOf(':', image.lastIndexOf('/'));
    return image.contains("@")
        ? image.matches("[^@]+@sha256:[0-9a-f]{64}")
        : tag >= 0 && !image.endsWith(":latest");
  }

  private static void refuse(
      List<String> problems, Workload workload, boolean broken, String problem) {
    if (broken) {
      problems.add(workload + " " + problem);
    }
  }
}
