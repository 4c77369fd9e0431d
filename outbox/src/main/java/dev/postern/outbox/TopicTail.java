package dev.postern.outbox;

import dev.postern.events.EventHeaders;
import dev.postern.events.GrouplessConsumer;
import dev.postern.topicreader.RecordHeaders;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The records of topics from where the database knows them up to an end. The consumer group's
 * position is read and never changed. All methods block.
 */
final class TopicTail implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /** Each is told in a transaction of its own, and the positions are kept after all of them. */
  private static final int AT_ONCE = 100;

  private final KafkaConsumer<String, String> consumer;
  private final Predicate<ConsumerRecord<String, String>> wanted;
  private final Map<TopicPartition, Long> ends;

  /**
   * @param ends those that are below the present position are passed already
   */
  private TopicTail(
      KafkaConsumer<String, String> consumer,
      Predicate<ConsumerRecord<String, String>> wanted,
      Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.wanted = wanted;
    this.ends = new HashMap<>(ends);
    this.ends.replaceAll((at, end) -> Math.max(end, consumer.position(at)));
  }

  /** How topics are opened. */
  interface Opener {
    /**
     * @param topics those that do not exist are skipped
     * @param known the next offset of each partition
     */
    TopicTail open(Collection<String> topics, Map<TopicPartition, Long> known);
  }

  /**
   * What a service published, up to the end; from the beginning of a partition that is not known.
   *
   * @param kafka the application's settings of Kafka clients
   * @param source its own {@code ce_source}; records of others are skipped
   */
  static Opener ofSource(Map<String, Object> kafka, String source) {
    return (topics, known) ->
        open(
            settings(kafka, Map.of()),
            topics,
            (at, end) -> known.getOrDefault(at, 0L),
            record -> source.equals(RecordHeaders.text(record.headers(), EventHeaders.SOURCE)),
            KafkaConsumer::endOffsets);
  }

  /** What a consumer group has handled; nothing of a partition that is not known. */
  static Opener upToGroup(Map<String, Object> kafka, String group) {
    return (topics, known) ->
        open(
            settings(kafka, Map.of(ConsumerConfig.GROUP_ID_CONFIG, group)),
            topics,
            known::getOrDefault,
            record -> true,
            TopicTail::committed);
  }

  /** All that is there, whoever has handled it; nothing of a partition that is not known. */
  static Opener upToEnd(Map<String, Object> kafka) {
    return (topics, known) ->
        open(
            settings(kafka, Map.of()),
            topics,
            known::getOrDefault,
            record -> true,
            KafkaConsumer::endOffsets);
  }

  private interface Ends {
    Map<TopicPartition, Long> of(
        KafkaConsumer<String, String> consumer, Collection<TopicPartition> partitions);
  }

  private static TopicTail open(
      Map<String, Object> settings,
      Collection<String> topics,
      ToLongBiFunction<TopicPartition, Long> begin,
      Predicate<ConsumerRecord<String, String>> wanted,
      Ends endsOf) {
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    try {
      List<TopicPartition> partitions = partitions(consumer, topics);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = endsOf.of(consumer, partitions);
      seek(consumer, at -> begin.applyAsLong(at, ends.get(at)));
      return new TopicTail(consumer, wanted, ends);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static void seek(
      KafkaConsumer<String, String> consumer, ToLongFunction<TopicPartition> begin) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(consumer.assignment());
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    // A topic that was created again is shorter than what is known of the old one.
    begins.forEach(
        (at, first) -> {
          long from = begin.applyAsLong(at);
          consumer.seek(at, from > ends.get(at) ? first : from);
        });
  }

  private static Map<TopicPartition, Long> committed(
      KafkaConsumer<String, String> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> committed = new HashMap<>();
    consumer
        .committed(Set.copyOf(partitions))
        .forEach((at, position) -> committed.put(at, reached(position, ends.get(at))));
    return committed;
  }

  /** Never beyond the end, so that what is not there is not waited for. */
  private static long reached(OffsetAndMetadata committed, long end) {
    return committed == null ? 0 : Math.min(committed.offset(), end);
  }

  boolean hasMore() {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  /** Some of the records; none where the rest are not wanted or are Kafka's own. */
  List<ConsumerRecord<String, String>> next() {
    return StreamSupport.stream(consumer.poll(PATIENCE).spliterator(), false)
        .filter(this::isBeforeTheEnd)
        .filter(wanted)
        .toList();
  }

  private boolean isBeforeTheEnd(ConsumerRecord<String, String> record) {
    return record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
  }

  /** The next offset of each partition. */
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    ends.forEach((at, end) -> positions.put(at, Math.min(end, consumer.position(at))));
    return positions;
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, String> consumer, Collection<String> topics) {
    Map<String, List<PartitionInfo>> all = consumer.listTopics();
    return topics.stream()
        .flatMap(topic -> all.getOrDefault(topic, List.of()).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
    return GrouplessConsumer.settings(kafka, ConsumerConfig.configNames(), all);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
