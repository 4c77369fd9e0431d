package dev.postern.key.testing;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/** What this service put on Kafka. */
public final class Published {

  private static final Duration SOON = Duration.ofSeconds(40);

  private Published() {}

  public static List<ConsumerRecord<String, String>> all() {
    return KafkaLog.readAll(
        Backends.kafkaBootstrap(), Topics.KEYS, Topics.STATE_KEYS, Topics.STATE_SHARES);
  }

  /** Awaits that a topic has that many records of a key, and gives them. */
  public static List<ConsumerRecord<String, String>> await(String topic, String key, int count) {
    return Awaitility.await()
        .atMost(SOON)
        .until(() -> of(topic, key), records -> records.size() == count);
  }

  /** What stands there now. */
  public static List<ConsumerRecord<String, String>> of(String topic, String key) {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), topic).stream()
        .filter(entry -> key.equals(entry.key()))
        .toList();
  }

  public static String header(ConsumerRecord<String, String> entry, String name) {
    Header header = entry.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
