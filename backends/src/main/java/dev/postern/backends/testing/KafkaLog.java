package dev.postern.backends.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what stands on topics, without a consumer group and without waiting for more. */
public final class KafkaLog {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KafkaLog() {}

  /**
   * All committed records of the topics up to their present ends, in order within a partition. The
   * end is that of the last decided transaction.
   */
  public static List<ConsumerRecord<String, String>> readAll(String bootstrap, String... topics) {
    try (var consumer = consumer(bootstrap)) {
      List<TopicPartition> partitions =
          Stream.of(topics).flatMap(topic -> partitions(consumer, topic)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readTo(consumer, consumer.endOffsets(partitions));
    }
  }

  private static List<ConsumerRecord<String, String>> readTo(
      Consumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    var records = new ArrayList<ConsumerRecord<String, String>>();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!hasReached(consumer, ends)) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "The topics were not read to their ends within " + PATIENCE);
      }
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  private static boolean hasReached(
      Consumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static Stream<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()));
  }

  private static KafkaConsumer<String, String> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrap,
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false"),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
