package dev.postern.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.testing.KafkaLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The events about passwords on the topics. */
final class ContainerEvents {

  private static final Set<String> APPLIED =
      Set.of("dev.postern.ContainerCreated.v1", "dev.postern.PasswordReset.v1");
  private static final String MAILED = "dev.postern.CredentialsMailed.v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String bootstrap;

  ContainerEvents(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** The committed events, by generation, that ask for a mail with a password of the container. */
  SortedMap<Long, List<JsonNode>> told(String container) {
    SortedMap<Long, List<JsonNode>> told = new TreeMap<>();
    KafkaLog.readAll(bootstrap, "postern.containers").stream()
        .filter(record -> APPLIED.contains(type(record)))
        .map(ContainerEvents::value)
        .filter(event -> event.path("container").asText().equals(container))
        .forEach(
            event ->
                told.computeIfAbsent(event.path("generation").asLong(), key -> new ArrayList<>())
                    .add(event));
    return told;
  }

  /** The committed events that say that the mail with a password left. */
  List<JsonNode> mailsTold(String container, long generation) {
    return KafkaLog.readAll(bootstrap, "postern.notifications").stream()
        .filter(record -> type(record).equals(MAILED))
        .map(ContainerEvents::value)
        .filter(event -> event.path("container").asText().equals(container))
        .filter(event -> event.path("generation").asLong() == generation)
        .toList();
  }

  /** Publishes, as notification-service would, that the mail server accepted the mail. */
  void mailed(String container, long generation) throws Exception {
    var record =
        new ProducerRecord<String, String>(
            "postern.notifications",
            container,
            """
            {"container":"%s","account":"demo","generation":%d,"event":"%s","attempts":1}
            """
                .formatted(container, generation, UUID.randomUUID()));
    Map.of(
            "ce_id",
            UUID.randomUUID().toString(),
            "ce_source",
            "/postern/notification-service",
            "ce_type",
            MAILED,
            "ce_time",
            Instant.now().toString(),
            "ce_sequence",
            "1")
        .forEach((key, text) -> record.headers().add(key, text.getBytes(StandardCharsets.UTF_8)));
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(record).get();
    }
  }

  private static String type(ConsumerRecord<String, String> record) {
    return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
  }

  private static JsonNode value(ConsumerRecord<String, String> record) {
    try {
      return JSON.readTree(record.value());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + record.value(), e);
    }
  }
}
