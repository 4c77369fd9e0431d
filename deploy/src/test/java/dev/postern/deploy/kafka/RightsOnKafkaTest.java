package dev.postern.deploy.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real broker: each service can do its work with what the manifests give it, and no more. */
class RightsOnKafkaTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path folder;
  private static Rendered rendered;
  private static SecuredKafka kafka;

  @BeforeAll
  static void start() throws IOException, InterruptedException, ExecutionException {
    rendered = Rendered.of("overlays/prod");
    kafka = SecuredKafka.start(rendered, folder);
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key-service",
        "ip-service",
        "credential-service",
        "notification-service",
        "ssh-gateway",
        "dashboard",
        "audit-notary"
      })
  void aServiceWritesAndReadsWhatIsItsOwn(String service) throws Exception {
    Set<String> written = resources(service, "topic", "Write");
    Set<String> read = resources(service, "topic", "Read");

    for (String transactionalId : resources(service, "transactionalId", "Write")) {
      try (var outbox = producer(service, Map.of("transactional.id", transactionalId))) {
        outbox.initTransactions();
        outbox.beginTransaction();
        written.forEach(topic -> outbox.send(record(topic)));
        outbox.commitTransaction();
      }
    }
    try (var plain = producer(service, Map.of())) {
      for (String topic : written) {
        assertThat(plain.send(record(topic)).get().topic()).isEqualTo(topic);
      }
    }
    for (String group : resources(service, "group", "Read")) {
      try (var consumer = consumer(service, Map.of("group.id", group))) {
        consumer.subscribe(read);
        while (consumer.assignment().isEmpty()) {
          consumer.poll(Duration.ofMillis(100));
        }
        consumer.commitSync(SOON);
      }
    }
    try (var view = consumer(service, Map.of())) {
      view.assign(read.stream().map(topic -> new TopicPartition(topic, 0)).toList());
      assertThat(view.endOffsets(view.assignment(), SOON)).hasSize(read.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key-service",
        "ip-service",
        "credential-service",
        "notification-service",
        "ssh-gateway",
        "dashboard",
        "audit-notary"
      })
  void whatIsAnothersIsRefused(String service) throws Exception {
    Set<String> foreign = topics();
    foreign.removeAll(resources(service, "topic", "Write"));
    try (var plain = producer(service, Map.of())) {
      for (String topic : foreign) {
        assertThatThrownBy(() -> plain.send(record(topic)).get())
            .as("writes %s", topic)
            // Who may write nowhere is refused before a topic is looked at.
            .hasCauseInstanceOf(AuthorizationException.class);
      }
    }
    Set<String> unread = topics();
    unread.removeAll(resources(service, "topic", "Read"));
    try (var consumer = consumer(service, Map.of())) {
      for (String topic : unread) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        assertThatThrownBy(() -> consumer.poll(SOON))
            .as("reads %s", topic)
            .isInstanceOf(TopicAuthorizationException.class);
      }
    }
    try (var thief = producer(service, Map.of("transactional.id", "postern-outbox-platform"))) {
      assertThatThrownBy(thief::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void whoHasNoCertificateIsNotLetIn() {
    Map<String, Object> settings = new HashMap<>(kafka.client("key-service"));
    settings.keySet().removeIf(name -> name.startsWith("ssl.keystore"));
    try (Admin stranger = Admin.create(settings)) {
      assertThatThrownBy(() -> stranger.listTopics().names().get())
          .hasCauseInstanceOf(SslAuthenticationException.class);
    }
  }

  private static Set<String> topics() {
    return new TreeSet<>(rendered.ofKind("KafkaTopic").map(Manifest::name).toList());
  }

  private static Set<String> resources(String service, String type, String operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode acl : rendered.get("KafkaUser", service).at("/spec/authorization/acls")) {
      if (acl.at("/resource/type").asText().equals(type)
          && acl.path("operations").toString().contains(operation)) {
        names.add(acl.at("/resource/name").asText());
      }
    }
    return names;
  }

  private static ProducerRecord<String, String> record(String topic) {
    return new ProducerRecord<>(topic, 0, "key", "value");
  }

  private static KafkaProducer<String, String> producer(String service, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(kafka.client(service));
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static KafkaConsumer<String, String> consumer(String service, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(kafka.client(service));
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
