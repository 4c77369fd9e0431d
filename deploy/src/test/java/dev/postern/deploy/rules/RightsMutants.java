package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.stream.Stream;

/** Rights too many, and references to nothing. */
final class RightsMutants {

  private static final String POD = "/spec/template/spec";
  private static final String MAIN = POD + "/containers/0";

  private RightsMutants() {}

  static Stream<Mutant> all() {
    return Stream.concat(rights(), references());
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
        new Mutant(
            "managed namespaces have an account",
            "any",
            "tenants/example",
            all -> all.get("Namespace", "shop").object("/metadata").remove("annotations")),
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

  private static Stream<Mutant> references() {
    return Stream.of(
        in(
            "only the API is outside",
            "everything",
            "HTTPRoute/ip-service",
            "/spec/rules/0/matches/0/path",
            o -> o.put("value", "/")),
        in(
            "only the API is outside",
            "health and metrics of the dashboard",
            "HTTPRoute/dashboard",
            "/spec",
            o -> ((ArrayNode) o.get("rules")).remove(0)),
        in(
            "only the API is outside",
            "no TLS",
            "Gateway/postern",
            "/spec/listeners/1",
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
            "connections suffice",
            "more replicas",
            "HorizontalPodAutoscaler/key-service",
            "/spec",
            o -> o.put("maxReplicas", 12)),
        in(
            "connections suffice",
            "a server with the default limit",
            "Cluster/postgres",
            "/spec/postgresql/parameters",
            o -> o.put("max_connections", "100")),
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
}
