package dev.postern.bench.key;

import dev.postern.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code postern.state.keys} from its end on, as a gateway whose view is live does. */
final class KeyStateReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<String, String> consumer;

  KeyStateReader(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.STATE_KEYS).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Looked up now: the end must not be that of the first poll.
    partitions.forEach(consumer::position);
  }

  /** Returns when the key's tombstone was read. */
  void awaitTombstone(String fingerprint) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
        if (record.value() == null && fingerprint.equals(record.key())) {
          return;
        }
      }
    }
    throw new IllegalStateException("no tombstone came within " + PATIENCE.toSeconds() + " s");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
