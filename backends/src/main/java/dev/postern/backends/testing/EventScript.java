package dev.postern.backends.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.events.CloudEventHeaders;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import dev.postern.events.Topics;
import dev.postern.events.state.StateValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes events as the services publish them, one after another on a clock of its own: headers,
 * sequences and JSON are right unless a test spoils them.
 */
public final class EventScript {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SOURCES =
      Map.of(
          Topics.KEYS, "/postern/key-service",
          Topics.STATE_KEYS, "/postern/key-service",
          Topics.STATE_SHARES, "/postern/key-service",
          Topics.IPS, "/postern/ip-service",
          Topics.CONTAINERS, "/postern/credential-service",
          Topics.STATE_CONTAINERS, "/postern/credential-service",
          Topics.NOTIFICATIONS, "/postern/notification-service",
          Topics.SESSIONS, "/postern/ssh-gateway",
          Topics.PLATFORM_CONTAINERS, "/platform",
          Topics.PLATFORM_IPS, "/platform");

  private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
  private final Consumer<ProducerRecord<String, byte[]>> sink;
  private final Map<String, Long> sequences = new HashMap<>();
  private long written;
  private Instant now;

  /**
   * @param begin the time of the first event
   */
  public EventScript(Instant begin) {
    this.now = begin;
    this.sink = records::add;
  }

  /**
   * @param sink gets each record instead of {@link #records}
   */
  public EventScript(Instant begin, Consumer<ProducerRecord<String, byte[]>> sink) {
    this.now = begin;
    this.sink = sink;
  }

  public Instant now() {
    return now;
  }

  /** The following events happen that much later. */
  public EventScript after(Duration passed) {
    now = now.plus(passed);
    return this;
  }

  public UUID add(EventData data) {
    return add(data, Map.of());
  }

  /**
   * @param more fields that the type's record does not have
   */
  public UUID add(EventData data, Map<String, ?> more) {
    ObjectNode json = (ObjectNode) tree(EventJson.write(data));
    more.forEach((name, value) -> json.set(name, JSON.valueToTree(value)));
    return add(
        EventCatalogue.typeOf(data.getClass()),
        data.topicKey(),
        json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Removes a value from its compacted topic. */
  public UUID remove(Class<? extends StateValue> type, String key) {
    return add(EventCatalogue.typeOf(type), key, null);
  }

  /**
   * An event of a type that need not be in the catalogue.
   *
   * @param type the name on the wire
   */
  public UUID add(String topic, String type, String key, Map<String, ?> data) {
    return add(
        topic, type, key, JSON.valueToTree(data).toString().getBytes(StandardCharsets.UTF_8));
  }

  private UUID add(EventType<?> type, String key, byte[] value) {
    return add(type.topic(), type.cloudEventType(), key, value);
  }

  private UUID add(String topic, String type, String key, byte[] value) {
    UUID id = UUID.randomUUID();
    long sequence =
        topic.equals(Topics.SESSIONS)
            ? now.toEpochMilli() * 1000 + written
            : sequences.merge(topic + " " + key, 1L, Long::sum);
    var headers = new CloudEventHeaders(id, SOURCES.get(topic), type, key, now, sequence, null);
    var record = new ProducerRecord<>(topic, null, now.toEpochMilli(), key, value);
    headers
        .byName()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    written++;
    sink.accept(record);
    return id;
  }

  /** What was written so far; a test may change it. */
  public List<ProducerRecord<String, byte[]>> records() {
    return records;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
