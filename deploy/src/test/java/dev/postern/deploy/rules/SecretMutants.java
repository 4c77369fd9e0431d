package dev.postern.deploy.rules;

import static dev.postern.deploy.rules.Mutant.in;
import static dev.postern.deploy.rules.Mutant.without;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** Secrets that come late or again, and pods that a cluster puts off or cannot tell. */
final class SecretMutants {

  private static final String RESTART = "secret.reloader.stakater.com/reload";

  private SecretMutants() {}

  static Stream<Mutant> all() {
    return Stream.concat(secrets(), pods());
  }

  private static Stream<Mutant> secrets() {
    return Stream.of(
        in(
            "pods wait for their Secrets",
            "a start without Kafka's certificate",
            "Deployment/ssh-gateway",
            "/spec/template/spec",
            o -> o.at("/volumes").forEach(SecretMutants::optional)),
        in(
            "renewed certificates restart pods",
            "not for the authority's",
            "Deployment/ssh-gateway",
            "/metadata/annotations",
            o -> o.put(RESTART, "ssh-gateway")),
        in(
            "renewed certificates restart pods",
            "for another service's",
            "Deployment/key-service",
            "/metadata/annotations",
            o -> o.put(RESTART, "ip-service,postern-cluster-ca-cert,postgres-ca")),
        in(
            "renewed certificates restart pods",
            "for none",
            "Deployment/key-service",
            "/metadata",
            o -> o.remove("annotations")),
        in(
            "renewed certificates restart pods",
            "a server's certificate that is read once",
            "Deployment/credential-service",
            "/spec/template/spec/containers/0",
            o -> withoutVariable(o, "QUARKUS_HTTP_SSL_CERTIFICATE_RELOAD_PERIOD")),
        in(
            "renewed certificates restart pods",
            "a trusted one that is read once",
            "Deployment/notification-service",
            "/spec/template/spec/containers/0",
            o -> withoutVariable(o, "QUARKUS_TLS__INTERNAL__RELOAD_PERIOD")),
        in(
            "references resolve",
            "a Secret for pulling that nobody makes",
            "ServiceAccount/key-service",
            "",
            o -> o.putArray("imagePullSecrets").addObject().put("name", "docker")));
  }

  private static void withoutVariable(ObjectNode container, String name) {
    ((ArrayNode) container.get("env")).removeIf(one -> one.path("name").asText().equals(name));
  }

  private static void optional(JsonNode volume) {
    if (volume.has("secret")) {
      ((ObjectNode) volume.get("secret")).put("optional", true);
    }
  }

  private static Stream<Mutant> pods() {
    return Stream.of(
        without("priorities are said", "PriorityClass/postern"),
        in(
            "priorities are said",
            "a service of none",
            "Deployment/ssh-gateway",
            "/spec/template/spec",
            o -> o.remove("priorityClassName")),
        in(
            "priorities are said",
            "a database of another",
            "Cluster/postgres",
            "/spec",
            o -> o.put("priorityClassName", "system")),
        in(
            "images are pinned",
            "a digest that is cut",
            "Deployment/audit-notary",
            "/spec/template/spec/containers/0",
            o -> o.put("image", "registry.example.org/postern/audit-notary@sha256:0123abcd")),
        in(
            "namespaces are said",
            "one that is not there at a dry run",
            "Service/key-service",
            "/metadata",
            o -> o.put("namespace", "postern-keys")));
  }
}
