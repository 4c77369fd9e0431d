package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import dev.postern.deploy.render.Rendered;
import dev.postern.events.Topics;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics are the contracts'; each service may do there what it does, and nothing else. */
final class KafkaRules {

  /** Which topics are a service's own: docs/architecture.md. */
  private static final Map<String, Set<String>> PUBLISHES =
      Map.of(
          "key-service",
              Set.of(Topics.KEYS, Topics.STATE_KEYS, Topics.STATE_SHARES, Topics.REQUESTS),
          "ip-service", Set.of(Topics.IPS, Topics.REQUESTS),
          "credential-service", Set.of(Topics.CONTAINERS, Topics.STATE_CONTAINERS, Topics.REQUESTS),
          "notification-service", Set.of(Topics.NOTIFICATIONS, Topics.REQUESTS),
          "ssh-gateway", Set.of(Topics.SESSIONS),
          "dashboard", Set.of(),
          "audit-notary", Set.of(Topics.CHECKPOINTS));

  /** Those that read without channels of Reactive Messaging, and own no row to publish from. */
  private static final Map<String, Set<String>> FOLLOWS =
      Map.of(
          "ssh-gateway", Set.of(Topics.STATE_KEYS, Topics.STATE_SHARES, Topics.STATE_CONTAINERS),
          "dashboard",
              Set.of(
                  Topics.CONTAINERS,
                  Topics.STATE_CONTAINERS,
                  Topics.IPS,
                  Topics.NOTIFICATIONS,
                  Topics.KEYS,
                  Topics.DEAD_LETTERS),
          "audit-notary", Set.copyOf(Topics.EVENTS));

  /** The one that tells operators what all of them put aside. */
  private static final String READS_DEAD_LETTERS = "credential-service";

  private KafkaRules() {}

  /** Name, partitions, policy and retention of every topic of the contracts, and no others. */
  static List<String> topicsAreTheContracts(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    if (rendered.ofKind("Kafka").findAny().isEmpty()) {
      return problems;
    }
    Set<String> named = new TreeSet<>();
    for (NewTopic topic : PosternTopics.all()) {
      named.add(topic.name());
      rendered
          .find("KafkaTopic", topic.name())
          .ifPresentOrElse(
              manifest -> topic(problems, manifest, topic),
              () -> problems.add("no topic " + topic.name()));
    }
    rendered
        .ofKind("KafkaTopic")
        .filter(topic -> !named.contains(topic.name()))
        .forEach(topic -> problems.add(topic + " is in no contract"));
    return problems;
  }

  private static void topic(List<String> problems, Manifest manifest, NewTopic topic) {
    if (manifest.at("/spec/partitions").asInt() != topic.numPartitions()) {
      problems.add(manifest + " has not the contracts' partitions");
    }
    topic
        .configs()
        .forEach(
            (name, value) -> {
              if (!manifest.at("/spec/config").path(name).asText().equals(value)) {
                problems.add(manifest + " has not the contracts' " + name + "=" + value);
              }
            });
    int replicas = manifest.at("/spec/replicas").asInt();
    int inSync = manifest.at("/spec/config").path("min.insync.replicas").asInt();
    if (inSync < 1 || inSync >= replicas && replicas > 1) {
      problems.add(manifest + " stops when one broker does, or loses what one broker had");
    }
  }

  /** A service's user reads what its channels read, writes what is its own, and no more. */
  static List<String> usersHaveLeastRights(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    if (rendered.ofKind("Kafka").findAny().isEmpty()) {
      return problems;
    }
    for (String service : PUBLISHES.keySet()) {
      Set<String> wanted = wanted(service);
      Set<String> given =
          rendered.find("KafkaUser", service).map(KafkaRules::given).orElse(Set.of());
      Set<String> missing = new TreeSet<>(wanted);
      missing.removeAll(given);
      missing.forEach(right -> problems.add("KafkaUser/" + service + " lacks " + right));
      Set<String> more = new TreeSet<>(given);
      more.removeAll(wanted);
      more.forEach(right -> problems.add("KafkaUser/" + service + " need not " + right));
    }
    return problems;
  }

  private static Set<String> given(Manifest user) {
    Set<String> rights = new TreeSet<>();
    for (JsonNode acl : user.at("/spec/authorization/acls")) {
      JsonNode resource = acl.path("resource");
      for (JsonNode operation : acl.path("operations")) {
        if (!operation.asText().equals("Describe")) {
          rights.add(
              operation.asText()
                  + " "
                  + resource.path("type").asText()
                  + " "
                  + resource.path("name").asText()
                  + (resource.path("patternType").asText("literal").equals("literal") ? "" : "*"));
        }
      }
    }
    return rights;
  }

  private static Set<String> wanted(String service) {
    Set<String> rights = new TreeSet<>();
    PUBLISHES.get(service).forEach(topic -> rights.add("Write topic " + topic));
    Properties settings = settings(service);
    for (String name : settings.stringPropertyNames()) {
      if (name.equals("postern.outbox.topics")) {
        // Of its own: where a restored database has to catch up.
        List.of(settings.getProperty(name).split(","))
            .forEach(topic -> rights.add("Read topic " + topic));
      } else if (name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic")) {
        rights.add("Read topic " + settings.getProperty(name));
      } else if (name.endsWith(".group.id")) {
        rights.add("Read group " + settings.getProperty(name));
      } else if (name.endsWith(".dead-letter-queue.topic")) {
        rights.add("Write topic " + settings.getProperty(name));
      }
    }
    if (service.equals(READS_DEAD_LETTERS)) {
      rights.add("Read topic " + Topics.DEAD_LETTERS);
    }
    if (FOLLOWS.containsKey(service)) {
      FOLLOWS.get(service).forEach(topic -> rights.add("Read topic " + topic));
    } else {
      rights.add("Write transactionalId postern-outbox-" + service);
    }
    return rights;
  }

  private static Properties settings(String service) {
    var file = Project.root().resolve(service).resolve("src/main/resources/application.properties");
    var settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  /** Strimzi's own policy for a listener, which adds to ours, lets in whom ours let in. */
  static List<String> listenersAreClosed(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest kafka : rendered.ofKind("Kafka").toList()) {
      for (JsonNode listener : kafka.at("/spec/kafka/listeners")) {
        Set<JsonNode> said = Set.copyOf(Manifest.items(listener.path("networkPolicyPeers")));
        Set<JsonNode> ours = peers(rendered, listener.path("port").asInt());
        if (said.isEmpty() || !said.equals(ours)) {
          problems.add(kafka + " lets in " + said + " and our policies " + ours);
        }
      }
    }
    return problems;
  }

  private static Set<JsonNode> peers(Rendered rendered, int port) {
    return rendered
        .ofKind("NetworkPolicy")
        .filter(policy -> policy.at("/spec/podSelector").toString().contains("strimzi.io/cluster"))
        .flatMap(policy -> Manifest.items(policy.at("/spec/ingress")).stream())
        .filter(rule -> rule.at("/ports/0/port").asInt() == port)
        .flatMap(rule -> Manifest.items(rule.path("from")).stream())
        .collect(Collectors.toSet());
  }
}
