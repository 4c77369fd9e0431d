package dev.postern.deploy.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The cluster of the manifests on one broker. */
final class SecuredKafka implements AutoCloseable {

  private static final String ADMIN = "admin";

  private final Rendered rendered;
  private final Path folder;
  private final Path clientsTrust;
  private final EmbeddedKafka kafka;

  private SecuredKafka(Rendered rendered, Path folder, Path clientsTrust, EmbeddedKafka kafka) {
    this.rendered = rendered;
    this.folder = folder;
    this.clientsTrust = clientsTrust;
    this.kafka = kafka;
  }

  /** Starts it with the users, the rights and the topics of the rendered manifests. */
  static SecuredKafka start(Rendered rendered, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Identity broker = Identity.make(folder, "broker");
    var trusted = new StringBuilder(broker.certificate());
    trusted.append(Identity.make(folder, ADMIN).certificate());
    for (Manifest user : rendered.ofKind("KafkaUser").toList()) {
      trusted.append(Identity.make(folder, user.name()).certificate());
    }
    Path brokersTrust = Files.writeString(folder.resolve("users.crt"), trusted);
    Path clientsTrust = Files.writeString(folder.resolve("ca.crt"), broker.certificate());
    EmbeddedKafka kafka =
        EmbeddedKafka.start(folder.resolve("data"), 0, secured(broker, brokersTrust));
    var secured = new SecuredKafka(rendered, folder, clientsTrust, kafka);
    secured.provide();
    return secured;
  }

  /** What Strimzi makes of {@code authentication: tls} and {@code authorization: simple}. */
  private static Map<String, String> secured(Identity broker, Path trust) {
    return Map.ofEntries(
        Map.entry("listener.security.protocol.map", "CLIENTS:SSL,CONTROLLER:PLAINTEXT"),
        Map.entry("ssl.client.auth", "required"),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.location", broker.store().toString()),
        Map.entry("ssl.keystore.password", Identity.PASSWORD),
        Map.entry("ssl.truststore.type", "PEM"),
        Map.entry("ssl.truststore.location", trust.toString()),
        Map.entry(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
        Map.entry("super.users", "User:ANONYMOUS;User:CN=broker;User:CN=" + ADMIN));
  }

  private void provide() throws InterruptedException, ExecutionException {
    List<NewTopic> topics =
        rendered
            .ofKind("KafkaTopic")
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.at("/spec/partitions").asInt(), (short) 1))
            .toList();
    List<AclBinding> rights = new ArrayList<>();
    for (Manifest user : rendered.ofKind("KafkaUser").toList()) {
      user.at("/spec/authorization/acls").forEach(acl -> bindings(rights, user.name(), acl));
    }
    try (Admin admin = Admin.create(client(ADMIN, clientsTrust))) {
      admin.createTopics(topics).all().get();
      admin.createAcls(rights).all().get();
    }
  }

  private static void bindings(List<AclBinding> rights, String user, JsonNode acl) {
    JsonNode resource = acl.path("resource");
    String type = resource.path("type").asText();
    var pattern =
        new ResourcePattern(
            type.equals("transactionalId")
                ? ResourceType.TRANSACTIONAL_ID
                : ResourceType.valueOf(type.toUpperCase(Locale.ROOT)),
            resource.path("name").asText(),
            PatternType.valueOf(
                resource
                    .path("patternType")
                    .asText("literal")
                    .toUpperCase(Locale.ROOT)
                    .replace("PREFIX", "PREFIXED")));
    for (JsonNode operation : acl.path("operations")) {
      rights.add(
          new AclBinding(
              pattern,
              new AccessControlEntry(
                  "User:CN=" + user,
                  "*",
                  AclOperation.valueOf(
                      // DescribeConfigs is DESCRIBE_CONFIGS.
                      operation
                          .asText()
                          .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                          .toUpperCase(Locale.ROOT)),
                  AclPermissionType.ALLOW)));
    }
  }

  /** The Kafka settings that a service's Deployment gives, with this test's files for its own. */
  Map<String, Object> client(String service) {
    Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrap()));
    for (JsonNode variable :
        rendered.get("Deployment", service).at("/spec/template/spec/containers/0/env")) {
      String name = variable.path("name").asText();
      if (name.startsWith("KAFKA_") && variable.has("value")) {
        settings.put(
            name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
            variable.path("value").asText());
      }
    }
    settings.replace("ssl.truststore.location", clientsTrust.toString());
    settings.replace("ssl.keystore.location", folder.resolve(service + ".p12").toString());
    settings.put("ssl.keystore.password", Identity.PASSWORD);
    return settings;
  }

  /** The settings of who runs outside of the cluster with a user's certificate. */
  Map<String, Object> user(String name) {
    return client(name, clientsTrust);
  }

  private Map<String, Object> client(String user, Path trust) {
    return Map.of(
        "bootstrap.servers",
        kafka.bootstrap(),
        "security.protocol",
        "SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        trust.toString(),
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        folder.resolve(user + ".p12").toString(),
        "ssl.keystore.password",
        Identity.PASSWORD);
  }

  @Override
  public void close() {
    kafka.close();
  }
}
