package dev.postern.local.status;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts what a reader of committed records would still get. Offsets alone count too much: each
 * transaction takes one for its marker, so a group that has read everything would seem to be
 * behind.
 */
final class UnreadRecords {

  /** Of more than so many, a few markers are no matter. */
  private static final long WORTH_COUNTING = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private UnreadRecords() {}

  static long count(int port, Map<TopicPartition, UnreadRange> unread) {
    long offsets = unread.values().stream().mapToLong(UnreadRange::length).sum();
    if (offsets > WORTH_COUNTING) {
      return offsets;
    }
    try (var consumer = consumer(port)) {
      consumer.assign(unread.keySet());
      unread.forEach((partition, range) -> consumer.seek(partition, range.from()));
      return count(consumer, unread);
    }
  }

  private static long count(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, UnreadRange> unread) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long records = 0;
    while (left(consumer, unread) > 0 && System.nanoTime() < end) {
      records += consumer.poll(POLL).count();
    }
    return records + left(consumer, unread);
  }

  private static long left(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, UnreadRange> unread) {
    return unread.entrySet().stream()
        .mapToLong(range -> Math.max(0, range.getValue().end() - consumer.position(range.getKey())))
        .sum();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(int port) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + port,
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            "false",
            "default.api.timeout.ms",
            5_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
