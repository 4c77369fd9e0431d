package dev.postern.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.events.UnreadableEventException;
import dev.postern.topicreader.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it stands in the log, whatever it holds.
 *
 * @param timestamp of Kafka, in milliseconds since the epoch
 * @param key null where the record has none
 * @param value null for a tombstone
 */
public record LogRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    String key,
    Headers headers,
    byte[] value) {

  /** The text of a header; null where there is none. */
  public String header(String name) {
    return RecordHeaders.text(headers, name);
  }

  /** The value as text; null for a tombstone. */
  public String text() {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** The value as JSON; empty for a tombstone, and where it is none. */
  public Optional<JsonNode> data() {
    try {
      return value == null ? Optional.empty() : Optional.of(LogJson.tree(value));
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }

  /** Where it stands, for people: {@code postern.keys/3@17}. */
  public String place() {
    return topic + "/" + partition + "@" + offset;
  }
}
