package dev.postern.outbox;

import dev.postern.events.EventHeaders;
import dev.postern.events.GrouplessConsumer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what this service has published, from where its database knows it up to the end. All
 * methods block.
 */
final class TopicTail implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KafkaConsumer<String, String> consumer;
  private final String source;
  private final Map<TopicPartition, Long> ends;

  private TopicTail(
      KafkaConsumer<String, String> consumer, String source, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.source = source;
    this.ends = ends;
  }

  /**
   * @param kafka the application's settings of Kafka clients
   * @param source its own {@code ce_source}; records of others are skipped
   * @param topics those that do not exist are skipped
   * @param known the next offset of each partition; the beginning where there is none
   */
  static TopicTail open(
      Map<String, Object> kafka,
      String source,
      Collection<String> topics,
      Map<TopicPartition, Long> known) {
    var consumer =
        new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new StringDeserializer());
    try {
      List<TopicPartition> partitions = partitions(consumer, topics);
      consumer.assign(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      // A topic that was created again is shorter than what is known of the old one.
      partitions.forEach(
          at -> {
            long from = known.getOrDefault(at, 0L);
            consumer.seek(at, from > ends.get(at) ? begins.get(at) : from);
          });
      return new TopicTail(consumer, source, ends);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  boolean hasMore() {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /** Some of this service's own records; none where the rest are others' or Kafka's. */
  List<ConsumerRecord<String, String>> next() {
    return StreamSupport.stream(consumer.poll(PATIENCE).spliterator(), false)
        .filter(record -> source.equals(header(record, EventHeaders.SOURCE)))
        .toList();
  }

  /** The next offset of each partition. */
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    ends.keySet().forEach(at -> positions.put(at, consumer.position(at)));
    return positions;
  }

  static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, String> consumer, Collection<String> topics) {
    Map<String, List<PartitionInfo>> all = consumer.listTopics();
    return topics.stream()
        .flatMap(topic -> all.getOrDefault(topic, List.of()).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    return GrouplessConsumer.settings(
        kafka,
        ConsumerConfig.configNames(),
        Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
