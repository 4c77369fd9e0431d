package dev.postern.outbox;

import dev.postern.events.EventHeaders;
import dev.postern.topicreader.RecordHeaders;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What is told of a record that could not be handled: where it is, what it said it was, why it was
 * put aside, and an excerpt. The whole record stays at {@code dead-letter-topic}, {@code
 * dead-letter-partition} and {@code dead-letter-offset} for as long as its topic keeps it.
 *
 * <p>Bounded, whatever the record was: a key that is too long is left out, a value is cut ({@code
 * dead-letter-value-bytes} then says how long it was), and of the headers only those of an event
 * come along, cut too. Its trace is the record's, or a new one where the record has none to
 * continue.
 */
final class DeadLetterRecord {

  static final String REASON = "dead-letter-reason";
  static final String TOPIC = "dead-letter-topic";
  static final String PARTITION = "dead-letter-partition";
  static final String OFFSET = "dead-letter-offset";
  static final String VALUE_BYTES = "dead-letter-value-bytes";

  static final int LONGEST_KEY = 1024;
  static final int LONGEST_VALUE = 16 * 1024;
  static final int LONGEST_HEADER = 1024;

  private static final List<String> OF_AN_EVENT =
      List.of(
          EventHeaders.ID,
          EventHeaders.SOURCE,
          EventHeaders.TYPE,
          EventHeaders.SUBJECT,
          EventHeaders.TIME,
          EventHeaders.SEQUENCE,
          EventHeaders.DATA_SCHEMA,
          EventHeaders.SPEC_VERSION,
          EventHeaders.CONTENT_TYPE,
          EventHeaders.CAUSATION_ID);

  private DeadLetterRecord() {}

  static ProducerRecord<byte[], byte[]> of(
      String topic, IncomingKafkaRecord<?, ?> record, Throwable reason) {
    byte[] value = bytes(record.getPayload());
    var letter = new ProducerRecord<>(topic, key(record.getKey()), cut(value, LONGEST_VALUE));
    OF_AN_EVENT.stream()
        .map(name -> record.getHeaders().lastHeader(name))
        .filter(Objects::nonNull)
        .forEach(header -> copy(header, letter.headers()));
    add(
        letter.headers(),
        EventHeaders.TRACE_PARENT,
        CurrentTrace.unless(RecordHeaders.text(record.getHeaders(), EventHeaders.TRACE_PARENT)));
    add(
        letter.headers(),
        REASON,
        Objects.toString(reason.getMessage(), reason.getClass().getName()));
    add(letter.headers(), TOPIC, record.getTopic());
    add(letter.headers(), PARTITION, Integer.toString(record.getPartition()));
    add(letter.headers(), OFFSET, Long.toString(record.getOffset()));
    if (value != null && value.length > LONGEST_VALUE) {
      add(letter.headers(), VALUE_BYTES, Integer.toString(value.length));
    }
    return letter;
  }

  private static byte[] key(Object key) {
    byte[] bytes = bytes(key);
    return bytes == null || bytes.length > LONGEST_KEY ? null : bytes;
  }

  private static void copy(Header from, Headers to) {
    if (from.value() != null) {
      to.add(from.key(), cut(from.value(), LONGEST_HEADER));
    }
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, cut(text.getBytes(StandardCharsets.UTF_8), LONGEST_HEADER));
  }

  private static byte[] bytes(Object part) {
    return part == null ? null : part.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] cut(byte[] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }
}
