package dev.postern.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.events.EventHeaders;
import dev.postern.events.UnreadableEventException;
import dev.postern.topicreader.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A record as it stands in the log, whatever it holds. */
public final class LogRecord {

  /** Asked for again and again, so they are read in one pass over the headers. */
  private static final String[] NAMES = {
    EventHeaders.TYPE,
    EventHeaders.ID,
    EventHeaders.SOURCE,
    EventHeaders.TIME,
    EventHeaders.SEQUENCE,
    EventHeaders.TRACE_PARENT,
    EventHeaders.CAUSATION_ID
  };

  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final String key;
  private final Headers headers;
  private final byte[] value;

  /** In the order of the names; null before the first is asked for. */
  private String[] texts;

  /**
   * @param timestamp of Kafka, in milliseconds since the epoch
   * @param key null where the record has none
   * @param value null for a tombstone
   */
  public LogRecord(
      String topic,
      int partition,
      long offset,
      long timestamp,
      String key,
      Headers headers,
      byte[] value) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.headers = headers;
    this.value = value;
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** Of Kafka, in milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** Null where the record has none. */
  public String key() {
    return key;
  }

  public Headers headers() {
    return headers;
  }

  /** Null for a tombstone. */
  public byte[] value() {
    return value;
  }

  /** The text of a header, of several with the name the last; null where there is none. */
  public String header(String name) {
    int at = indexOf(name);
    if (at < 0) {
      return RecordHeaders.text(headers, name);
    }
    if (texts == null) {
      texts = read();
    }
    return texts[at];
  }

  private String[] read() {
    String[] read = new String[NAMES.length];
    for (Header header : headers) {
      int at = indexOf(header.key());
      if (at >= 0) {
        read[at] =
            header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
      }
    }
    return read;
  }

  private static int indexOf(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        return i;
      }
    }
    return -1;
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
