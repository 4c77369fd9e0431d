package dev.postern.notification.testing;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as another service would. */
public final class Published {

  private Published() {}

  /** Publishes under a new id and returns it. */
  public static UUID event(EventData data) {
    UUID id = UUID.randomUUID();
    event(id, data);
    return id;
  }

  public static void event(UUID id, EventData data) {
    event(id, data, Instant.now());
  }

  public static void event(UUID id, EventData data, Instant happenedAt) {
    send(record(id, data, happenedAt));
  }

  /** With the trace of what caused it. */
  public static void event(EventData data, String traceParent) {
    var record = record(UUID.randomUUID(), data, Instant.now());
    header(record, EventHeaders.TRACE_PARENT, traceParent);
    send(record);
  }

  private static ProducerRecord<String, String> record(
      UUID id, EventData data, Instant happenedAt) {
    EventType<?> type = EventCatalogue.typeOf(data.getClass());
    var record = new ProducerRecord<>(type.topic(), data.topicKey(), EventJson.write(data));
    header(record, EventHeaders.ID, id.toString());
    header(record, EventHeaders.SOURCE, "/postern/credential-service");
    header(record, EventHeaders.TYPE, type.cloudEventType());
    header(record, EventHeaders.TIME, happenedAt.toString());
    return record;
  }

  /** Publishes what no reader can read. */
  public static void garbage(String topic, String key) {
    send(new ProducerRecord<>(topic, key, "{not json"));
  }

  private static void header(ProducerRecord<String, String> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(ProducerRecord<String, String> record) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", Backends.kafkaBootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
