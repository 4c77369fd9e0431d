package dev.postern.transparency.leaf;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as Kafka has it, with its place.
 *
 * @param timestamp milliseconds since 1970, of whichever kind the topic has
 * @param key null where the record has none
 * @param headers in the record's order; a name may be there twice
 * @param value null for a tombstone
 */
public record LogRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    List<LogHeader> headers,
    byte[] value) {

  /**
   * @param value null where the header has none
   */
  public record LogHeader(String name, byte[] value) {}

  public static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
    List<LogHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new LogHeader(header.key(), header.value()));
    }
    return new LogRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        headers,
        record.value());
  }

  /** The same record at another place of its partition. */
  public LogRecord at(long otherOffset) {
    return new LogRecord(topic, partition, otherOffset, timestamp, key, headers, value);
  }
}
