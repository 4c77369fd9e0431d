package dev.postern.credential.testing;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of containers, read once: each look reads on from where the one before ended. */
final class ContainerTopic {

  private static ContainerTopic current;

  private final String bootstrap;
  private final KafkaConsumer<String, String> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, List<ConsumerRecord<String, String>>> records = new HashMap<>();

  private ContainerTopic(String bootstrap) {
    this.bootstrap = bootstrap;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new StringDeserializer());
    partitions =
        consumer.partitionsFor(Topics.CONTAINERS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The committed records of a container until now, oldest first. */
  static synchronized List<ConsumerRecord<String, String>> of(String container) {
    if (current == null || !current.bootstrap.equals(Backends.kafkaBootstrap())) {
      current = new ContainerTopic(Backends.kafkaBootstrap());
    }
    current.readOn();
    return List.copyOf(current.records.getOrDefault(container, List.of()));
  }

  private void readOn() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record ->
                  records.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record));
    }
  }
}
