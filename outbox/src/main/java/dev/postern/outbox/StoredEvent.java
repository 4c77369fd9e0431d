package dev.postern.outbox;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventType;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

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
    String data) {

  static final String COLUMNS =
      "id, topic, key, type, source, subject, time, sequence, traceparent, data";

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
        row.getString("data"));
  }

  ProducerRecord<String, String> toRecord() {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, data);
    Headers headers = record.headers();
    add(headers, EventHeaders.SPEC_VERSION, "1.0");
    add(headers, EventHeaders.ID, id.toString());
    add(headers, EventHeaders.SOURCE, source);
    add(headers, EventHeaders.TYPE, type);
    add(headers, EventHeaders.SUBJECT, subject);
    add(headers, EventHeaders.TIME, time.toString());
    add(headers, EventHeaders.SEQUENCE, Long.toString(sequence));
    // A row of a newer version of the service, met after a downgrade, has a type unknown here.
    EventCatalogue.typeOf(type)
        .map(EventType::dataSchema)
        .ifPresent(schema -> add(headers, EventHeaders.DATA_SCHEMA, schema));
    add(headers, EventHeaders.CONTENT_TYPE, "application/json");
    if (traceParent != null) {
      add(headers, EventHeaders.TRACE_PARENT, traceParent);
    }
    return record;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
