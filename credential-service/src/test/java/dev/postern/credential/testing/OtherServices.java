package dev.postern.credential.testing;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes what other services would. */
public final class OtherServices {

  private static final Map<UUID, Long> SEQUENCES = new HashMap<>();

  private OtherServices() {}

  public static void publish(String source, EventData event) {
    publish(source, event, UUID.randomUUID());
  }

  /** The same id is the same event, delivered again. */
  public static void publish(String source, EventData event, UUID id) {
    publish(source, event, id, Instant.now());
  }

  public static void publish(String source, EventData event, UUID id, Instant time) {
    EventType<?> type = EventCatalogue.typeOf(event.getClass());
    var record =
        new ProducerRecord<String, String>(type.topic(), event.topicKey(), EventJson.write(event));
    header(record, EventHeaders.ID, id.toString());
    header(record, EventHeaders.SOURCE, "/postern/" + source);
    header(record, EventHeaders.TYPE, type.cloudEventType());
    header(record, EventHeaders.SUBJECT, event.topicKey());
    header(record, EventHeaders.TIME, time.toString());
    header(record, EventHeaders.SEQUENCE, Long.toString(sequence(id)));
    Map<String, Object> settings =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Backends.kafkaBootstrap());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(record);
      producer.flush();
    }
  }

  /** The same event has the same sequence, and a later one of any key a higher. */
  private static synchronized long sequence(UUID id) {
    return SEQUENCES.computeIfAbsent(id, later -> (long) SEQUENCES.size() + 1);
  }

  private static void header(ProducerRecord<String, String> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
