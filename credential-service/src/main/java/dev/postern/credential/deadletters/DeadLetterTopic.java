package dev.postern.credential.deadletters;

import dev.postern.events.GrouplessConsumer;
import dev.postern.events.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the newest dead letters, without a consumer group. Blocks. */
@ApplicationScoped
class DeadLetterTopic {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Comparator<DeadLetter> NEWEST =
      Comparator.comparing(DeadLetter::time).reversed();

  private final Map<String, Object> kafka;

  DeadLetterTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /**
   * @throws org.apache.kafka.common.KafkaException where Kafka does not answer in time
   */
  List<DeadLetter> newest(int limit) {
    try (Consumer<byte[], byte[]> consumer = newConsumer()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
      ends.forEach((p, end) -> consumer.seek(p, Math.max(begins.get(p), end - limit)));
      return read(consumer, ends).stream().map(DeadLetter::of).sorted(NEWEST).limit(limit).toList();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Instant until = Instant.now().plus(PATIENCE);
    while (!isRead(consumer, ends) && Instant.now().isBefore(until)) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  private static boolean isRead(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> known = consumer.partitionsFor(Topics.DEAD_LETTERS, PATIENCE);
    return known == null
        ? List.of()
        : known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }

  private Consumer<byte[], byte[]> newConsumer() {
    Map<String, Object> settings =
        GrouplessConsumer.settings(
            kafka, ConsumerConfig.configNames(), Map.of("client.id", "postern-dead-letters"));
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
