package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import java.util.stream.Stream;

/** Pods that may too much, and amounts that are none. */
final class PodMutants {

  private static final String POD = "/spec/template/spec";
  private static final String MAIN = POD + "/containers/0";

  private PodMutants() {}

  static Stream<Mutant> all() {
    return Stream.concat(pods(), sizes());
  }

  private static Stream<Mutant> pods() {
    return Stream.of(
        in(
            "pods are restricted",
            "root",
            "Deployment/ssh-gateway",
            POD + "/securityContext",
            o -> o.put("runAsUser", 0)),
        in(
            "pods are restricted",
            "no seccomp",
            "Deployment/ssh-gateway",
            POD + "/securityContext",
            o -> o.remove("seccompProfile")),
        in(
            "pods are restricted",
            "the node's network",
            "Deployment/ssh-gateway",
            POD,
            o -> o.put("hostNetwork", true)),
        in(
            "pods are restricted",
            "a folder of the node",
            "Deployment/ssh-gateway",
            POD + "/volumes/0",
            o -> {
              o.removeAll();
              o.putObject("hostPath");
            }),
        in(
            "pods are restricted",
            "capabilities",
            "Deployment/ip-service",
            MAIN + "/securityContext/capabilities",
            o -> o.putArray("add").add("NET_ADMIN")),
        in(
            "pods are restricted",
            "escalation in an init container",
            "Deployment/ip-service",
            POD + "/initContainers/0/securityContext",
            o -> o.remove("allowPrivilegeEscalation")),
        in(
            "pods are restricted",
            "a root that is written",
            "Deployment/ip-service",
            MAIN + "/securityContext",
            o -> o.put("readOnlyRootFilesystem", false)),
        in(
            "pods are restricted",
            "a port of the node",
            "Deployment/ssh-gateway",
            MAIN + "/ports/0",
            o -> o.put("hostPort", 22)),
        in(
            "tokens are where they are needed",
            "one in the gateway",
            "Deployment/ssh-gateway",
            POD,
            o -> o.put("automountServiceAccountToken", true)),
        in(
            "tokens are where they are needed",
            "none in ip-service",
            "Deployment/ip-service",
            POD,
            o -> o.put("automountServiceAccountToken", false)),
        in(
            "tokens are where they are needed",
            "service links",
            "Deployment/key-service",
            POD,
            o -> o.remove("enableServiceLinks")),
        in(
            "probes tell the truth",
            "ready because alive",
            "Deployment/key-service",
            MAIN + "/readinessProbe/httpGet",
            o -> o.put("path", "/q/health/live")),
        in(
            "probes tell the truth",
            "none",
            "Deployment/ssh-gateway",
            MAIN,
            o -> o.remove("livenessProbe")),
        in(
            "grace is long enough",
            "the gateway's drain cut off",
            "Deployment/ssh-gateway",
            POD,
            o -> o.put("terminationGracePeriodSeconds", 60)),
        in(
            "grace is long enough",
            "the default",
            "Deployment/ssh-gateway",
            POD,
            o -> o.remove("terminationGracePeriodSeconds")),
        in(
            "images are pinned",
            "latest",
            "Deployment/key-service",
            MAIN,
            o -> o.put("image", "registry.example.org/postern/key-service:latest")),
        in(
            "images are pinned",
            "no tag beside a registry's port",
            "Deployment/key-service",
            MAIN,
            o -> o.put("image", "registry.example.org:5000/postern/key-service")),
        in(
            "images are pinned",
            "older migrations",
            "Deployment/key-service",
            POD + "/initContainers/0",
            o -> o.put("image", "registry.example.org/postern/key-service:0.0.9")));
  }

  private static Stream<Mutant> sizes() {
    return Stream.of(
        in(
            "quantities parse",
            "100mm of CPU",
            "Deployment/key-service",
            MAIN + "/resources/requests",
            o -> o.put("cpu", "100mm")),
        in(
            "quantities parse",
            "a size with a space",
            "Cluster/postgres",
            "/spec/storage",
            o -> o.put("size", "20 Gi")),
        in(
            "quantities parse",
            "more requested than allowed",
            "Deployment/key-service",
            MAIN + "/resources/requests",
            o -> o.put("memory", "1Gi")),
        in(
            "quantities parse",
            "memory without a limit",
            "KafkaNodePool/brokers",
            "/spec/resources/limits",
            o -> o.remove("memory")),
        in(
            "disruption budgets say one thing",
            "min and max",
            "PodDisruptionBudget/key-service",
            "/spec",
            o -> o.put("minAvailable", 1)),
        in(
            "disruption budgets say one thing",
            "neither",
            "PodDisruptionBudget/key-service",
            "/spec",
            o -> o.remove("maxUnavailable")),
        in(
            "disruption budgets say one thing",
            "a node is never drained",
            "PodDisruptionBudget/key-service",
            "/spec",
            o -> o.put("maxUnavailable", 0)),
        without("disruption budgets say one thing", "PodDisruptionBudget/ip-service"),
        in(
            "one thing scales",
            "a number beside an autoscaler",
            "Deployment/key-service",
            "/spec",
            o -> o.put("replicas", 2)),
        in(
            "one thing scales",
            "a scaler of nothing",
            "ScaledObject/notification-service",
            "/spec/scaleTargetRef",
            o -> o.put("name", "notifications")),
        in(
            "one thing scales",
            "least above most",
            "HorizontalPodAutoscaler/ip-service",
            "/spec",
            o -> o.put("minReplicas", 9)),
        without("one thing scales", "ScaledObject/credential-service"));
  }
}
