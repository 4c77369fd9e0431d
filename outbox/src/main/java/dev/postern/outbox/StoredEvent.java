package dev.postern.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.CloudEventHeaders;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A row of {@code outbox_event}, and the Kafka record (CloudEvents, binary mode) it becomes. */
record StoredEvent(
    UUID id,
    String topic,
    String key,
    String type,
    String source,
    String subject,
    Instant time,
    long sequence,
    String traceParent,
    UUID causationId,
    String data) {

  static final String COLUMNS =
      "id, topic, key, type, source, subject, time, sequence, traceparent, causation_id, data";

  static StoredEvent of(Row row) {
    return new StoredEvent(
        row.getUUID("id"),
        row.getString("topic"),
        row.getString("key"),
        row.getString("type"),
        row.getString("source"),
        row.getString("subject"),
        row.getOffsetDateTime("time").toInstant(),
        row.getLong("sequence"),
        row.getString("traceparent"),
        row.getUUID("causation_id"),
        row.getString("data"));
  }

  ProducerRecord<String, String> toRecord() {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, data);
    new CloudEventHeaders(id, source, type, subject, time, sequence, traceParent, causationId)
        .byName()
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
