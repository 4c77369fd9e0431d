package dev.postern.outbox;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What readers of committed records see. */
final class Wire {
  private Wire() {}

  static List<ConsumerRecord<String, String>> records(String topic, String key) {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), topic).stream()
        .filter(record -> Objects.equals(key, record.key()))
        .toList();
  }

  static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  static List<String> headers(List<ConsumerRecord<String, String>> records, String name) {
    return records.stream().map(record -> header(record, name)).toList();
  }
}
