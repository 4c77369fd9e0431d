package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.deploy.render.Rendered;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that notices nothing is worth nothing: each is shown mistakes that it must notice. */
class MutantsTest {

  private static final String POD = "/spec/template/spec";
  private static final String MAIN = POD + "/containers/0";

  static Stream<Mutant> mutants() {
    return Stream.of(fit(), pods(), sizes(), rights(), network(), references(), kafka())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> fit() {
    return Stream.of(
        in(
            "selectors match labels",
            "a Service of nobody",
            "Service/key-service",
            "/spec/selector",
            o -> o.put("app.kubernetes.io/name", "keys")),
        in(
            "selectors match labels",
            "a Deployment that is not its pods'",
            "Deployment/key-service",
            "/spec/template/metadata/labels",
            o -> o.put("app.kubernetes.io/name", "keys")),
        in(
            "selectors match labels",
            "a budget of nobody",
            "PodDisruptionBudget/ssh-gateway",
            "/spec/selector/matchLabels",
            o -> o.put("app.kubernetes.io/name", "gateway")),
        in(
            "selectors match labels",
            "a peer that is misspelt",
            "NetworkPolicy/notification-service",
            "/spec/egress/1/to/0/podSelector/matchLabels",
            o -> o.put("app.kubernetes.io/name", "credentials-service")),
        in(
            "named ports exist",
            "a Service's port",
            "Service/key-service",
            "/spec/ports/0",
            o -> o.put("targetPort", "web")),
        in(
            "named ports exist",
            "a probe's port",
            "Deployment/key-service",
            MAIN + "/readinessProbe/httpGet",
            o -> o.put("port", "web")),
        in(
            "named ports exist",
            "a policy's port",
            "NetworkPolicy/ssh-gateway",
            "/spec/ingress/0/ports/0",
            o -> o.put("port", "sshd")),
        in(
            "named ports exist",
            "a peer's port",
            "NetworkPolicy/notification-service",
            "/spec/egress/1/ports/0",
            o -> o.put("port", "tls")),
        in(
            "named ports exist",
            "a monitor's port",
            "PodMonitor/postern",
            "/spec/podMetricsEndpoints/0",
            o -> o.put("port", "metrics")),
        in(
            "named ports exist",
            "a route's port",
            "HTTPRoute/ip-service",
            "/spec/rules/0/backendRefs/0",
            o -> o.put("port", 80)));
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

  private static Stream<Mutant> rights() {
    return Stream.of(
        in(
            "rights are least",
            "every verb",
            "ClusterRole/postern-namespaces",
            "/rules/0",
            o -> o.putArray("verbs").add("*")),
        in(
            "rights are least",
            "Secrets",
            "Role/ip-service",
            "/rules/0",
            o -> o.withArray("/resources").add("secrets")),
        in(
            "rights are least",
            "giving rights away",
            "Role/ip-service",
            "/rules/0",
            o -> o.withArray("/verbs").add("bind")),
        in(
            "rights are least",
            "exec in every namespace",
            "ClusterRoleBinding/postern-namespaces",
            "/roleRef",
            o -> o.put("name", "postern-container-access")),
        in(
            "rights are least",
            "exec without create",
            "ClusterRole/postern-container-access",
            "/rules/1",
            o -> o.putArray("verbs").add("get")),
        new Mutant(
            "exec is for one service",
            "the gateway too",
            "tenants/example",
            all ->
                all.get("RoleBinding", "postern-container-access")
                    .object("/subjects/0")
                    .put("name", "ssh-gateway")),
        in(
            "no external IPs",
            "a Service that takes one",
            "Service/key-service",
            "/spec",
            o -> o.putArray("externalIPs").add("192.0.2.7")),
        without("no external IPs", "ValidatingAdmissionPolicy/postern-addresses"),
        in(
            "namespaces are said",
            "a cluster's object in one",
            "ValidatingAdmissionPolicy/postern-addresses",
            "/metadata",
            o -> o.put("namespace", "postern")),
        in(
            "namespaces are said",
            "an object in whichever is current",
            "Service/key-service",
            "/metadata",
            o -> o.remove("namespace")),
        in(
            "nothing secret is written down",
            "a Secret in an overlay",
            "ConfigMap/postern-dashboard",
            "",
            o -> o.put("kind", "Secret")));
  }

  private static Stream<Mutant> network() {
    return Stream.of(
        without("every service has a network policy", "NetworkPolicy/default-deny"),
        without("every service has a network policy", "NetworkPolicy/ip-service"),
        in(
            "every service has a network policy",
            "egress left open",
            "NetworkPolicy/key-service",
            "/spec",
            o -> o.putArray("policyTypes").add("Ingress")),
        without("DNS is open", "NetworkPolicy/dns"),
        in(
            "peers are explicit",
            "out to anywhere",
            "NetworkPolicy/key-service",
            "/spec/egress/0",
            o -> o.remove("to")),
        in(
            "peers are explicit",
            "all addresses",
            "NetworkPolicy/notification-service",
            "/spec/egress/2/to/0/ipBlock",
            o -> o.put("cidr", "0.0.0.0/0")),
        in(
            "peers are explicit",
            "anybody in",
            "NetworkPolicy/key-service",
            "/spec/ingress/0",
            o -> o.remove("from")),
        in(
            "peers are explicit",
            "any namespace",
            "NetworkPolicy/key-service",
            "/spec/ingress/0/from/0",
            o -> o.putObject("namespaceSelector")),
        in(
            "settings are applied",
            "the base's example",
            "NetworkPolicy/credential-service",
            "/spec/egress/1/to/0/ipBlock",
            o -> o.put("cidr", "192.0.2.1/32")));
  }

  private static Stream<Mutant> references() {
    return Stream.of(
        in(
            "only the API is outside",
            "everything",
            "HTTPRoute/credential-service",
            "/spec/rules/0/matches/0/path",
            o -> o.put("value", "/")),
        in(
            "only the API is outside",
            "no TLS",
            "Gateway/postern",
            "/spec/listeners/0",
            o -> o.put("protocol", "HTTP")),
        in(
            "clients keep their address",
            "addresses of nodes",
            "Service/ssh-gateway-public",
            "/spec",
            o -> o.put("externalTrafficPolicy", "Cluster")),
        in(
            "clients keep their address",
            "an API as a load balancer",
            "Service/key-service",
            "/spec",
            o -> o.put("type", "LoadBalancer")),
        without("references resolve", "ServiceAccount/key-service"),
        without("references resolve", "KafkaUser/ssh-gateway"),
        without("references resolve", "Role/ip-service"),
        in(
            "references resolve",
            "a key that is misspelt",
            "Deployment/ssh-gateway",
            POD + "/volumes/1/secret",
            o -> o.put("secretName", "gateway-key")),
        new Mutant(
            "references resolve",
            "a setting that nobody fills in",
            Mutant.PROD,
            all ->
                all.ofKind("ConfigMap")
                    .filter(map -> map.name().startsWith("postern-settings"))
                    .forEach(map -> map.object("/data").remove("issuer-url"))),
        in(
            "files are mounted",
            "a volume under another path",
            "Deployment/credential-service",
            MAIN + "/volumeMounts/1",
            o -> o.put("mountPath", "/etc/postern/elsewhere")),
        in(
            "files are mounted",
            "a file of another name",
            "Deployment/notification-service",
            POD + "/volumes/1/secret",
            o ->
                o.putArray("items")
                    .addObject()
                    .put("key", "keyset.json")
                    .put("path", "private.json")),
        in(
            "databases have owners",
            "an owner that is no role",
            "Database/keys",
            "/spec",
            o -> o.put("owner", "key")),
        in(
            "databases have owners",
            "a role without a password",
            "Cluster/postgres",
            "/spec/managed/roles/0/passwordSecret",
            o -> o.put("name", "postgres")));
  }

  private static Stream<Mutant> kafka() {
    return Stream.of(
        without("topics are the contracts'", "KafkaTopic/postern.state.keys"),
        in(
            "topics are the contracts'",
            "events that end",
            "KafkaTopic/postern.containers",
            "/spec/config",
            o -> o.put("retention.ms", 604800000)),
        in(
            "topics are the contracts'",
            "state that is not compacted",
            "KafkaTopic/postern.state.shares",
            "/spec/config",
            o -> o.put("cleanup.policy", "delete")),
        in(
            "topics are the contracts'",
            "other partitions",
            "KafkaTopic/postern.ips",
            "/spec",
            o -> o.put("partitions", 12)),
        in(
            "topics are the contracts'",
            "no broker may stop",
            "KafkaTopic/postern.ips",
            "/spec/config",
            o -> o.put("min.insync.replicas", 3)),
        in(
            "topics are the contracts'",
            "a topic of nobody",
            "KafkaTopic/postern.ips",
            "/metadata",
            o -> o.put("name", "postern.ip")),
        in(
            "Kafka's users have least rights",
            "a right too many",
            "KafkaUser/ssh-gateway",
            "/spec/authorization/acls/0/resource",
            o -> o.put("name", "postern.keys")),
        in(
            "Kafka's users have least rights",
            "a prefix for a name",
            "KafkaUser/ip-service",
            "/spec/authorization/acls/0/resource",
            o -> o.put("patternType", "prefix")),
        in(
            "Kafka's users have least rights",
            "a group that is missing",
            "KafkaUser/key-service",
            "/spec/authorization",
            o -> o.withArray("/acls").remove(5)),
        in(
            "alerts have runbooks",
            "a runbook that is not there",
            "PrometheusRule/postern",
            "/spec/groups/0/rules/0/annotations",
            o -> o.put("runbook", "docs/runbooks/None.md")),
        in(
            "alerts have runbooks",
            "another alert's runbook",
            "PrometheusRule/postern",
            "/spec/groups/0/rules/0",
            o -> o.put("alert", "PosternDown")),
        in(
            "metrics exist",
            "a metric that is misspelt",
            "PrometheusRule/postern",
            "/spec/groups/0/rules/1",
            o -> o.put("expr", "postern_outbox_oldest_seconds > 1")));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isNoticed(Mutant mutant) {
    Rule rule = Rules.all().get(mutant.rule());
    Rendered rendered = Rendered.of(mutant.kustomization());
    assertThat(rule.problems(rendered)).isEmpty();

    mutant.change().accept(rendered);

    assertThat(rule.problems(rendered)).isNotEmpty();
  }

  @Test
  void everyRuleHasOne() {
    Set<String> shown = mutants().map(Mutant::rule).collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).containsExactlyInAnyOrderElementsOf(Rules.all().keySet());
  }
}
