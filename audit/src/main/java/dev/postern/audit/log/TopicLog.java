package dev.postern.audit.log;

import dev.postern.events.GrouplessConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The topics of a Kafka cluster, read without a consumer group: no position is kept anywhere, and
 * the rights to read and describe topics are enough. Only what was committed is seen.
 */
public final class TopicLog implements EventLog {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * A fetch at the end of a topic is parked by the broker for so long, and the next topic's fetch
   * waits behind it. Where there is something to read none is parked.
   */
  private static final Duration PARKED = Duration.ofMillis(10);

  /**
   * Records that live no longer than a young collection: of larger batches, some are always old by
   * then, and the heap of the command line is collected whole again and again.
   */
  private static final int BATCH = 250;

  private final Map<String, Object> broker;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();
  private final Map<String, List<PartitionInfo>> known;

  private TopicLog(Map<String, Object> broker, KafkaConsumer<String, byte[]> consumer) {
    this.broker = broker;
    this.consumer = consumer;
    this.known = answered(() -> consumer.listTopics(PATIENCE));
  }

  /**
   * @param broker {@code bootstrap.servers} and how the brokers are trusted
   * @throws UnreadableLogException where no broker answers, or refuses the client
   */
  public static TopicLog open(Map<String, Object> broker) {
    KafkaConsumer<String, byte[]> consumer = consumer(broker, PARKED);
    try {
      return new TopicLog(broker, consumer);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(
      Map<String, Object> broker, Duration parked) {
    Map<String, Object> settings =
        GrouplessConsumer.settings(
            broker,
            ConsumerConfig.configNames(),
            Map.of(
                "client.id",
                "postern-audit",
                "auto.offset.reset",
                "none",
                "max.poll.records",
                Integer.toString(BATCH),
                "fetch.max.bytes",
                Integer.toString(4 << 20),
                "max.partition.fetch.bytes",
                Integer.toString(1 << 20),
                "fetch.max.wait.ms",
                Long.toString(parked.toMillis()),
                "default.api.timeout.ms",
                Long.toString(PATIENCE.toMillis())));
    return answered(
        () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()));
  }

  @Override
  public List<String> present(Collection<String> topics) {
    return topics.stream().filter(known::containsKey).toList();
  }

  /**
   * Fixes where reading ends: what is committed later is not seen. Topics whose records follow from
   * those of others are to be fixed first.
   */
  public TopicLog endAt(List<String> topics) {
    for (String topic : topics) {
      List<TopicPartition> partitions = partitions(topic);
      if (!ends.keySet().containsAll(partitions)) {
        ends.putAll(answered(() -> consumer.endOffsets(partitions, PATIENCE)));
      }
    }
    return this;
  }

  @Override
  public long size(List<String> topics) {
    endAt(topics);
    long size = 0;
    for (String topic : topics) {
      List<TopicPartition> partitions = partitions(topic);
      Map<TopicPartition, Long> begins =
          answered(() -> consumer.beginningOffsets(partitions, PATIENCE));
      for (TopicPartition partition : partitions) {
        size += ends.get(partition) - begins.get(partition);
      }
    }
    return size;
  }

  @Override
  public void read(List<String> topics, Instant since, Consumer<LogRecord> receiver) {
    endAt(topics);
    for (String topic : topics) {
      readPartitions(partitions(topic), since, receiver);
    }
  }

  private void readPartitions(
      List<TopicPartition> partitions, Instant since, Consumer<LogRecord> receiver) {
    consumer.assign(partitions);
    try (var batches = new PolledBatches(consumer, start(partitions, since))) {
      var records = answered(batches::next);
      while (records != null) {
        give(records, receiver);
        records = answered(batches::next);
      }
    }
  }

  private void give(ConsumerRecords<String, byte[]> records, Consumer<LogRecord> receiver) {
    for (TopicPartition partition : records.partitions()) {
      long end = ends.get(partition);
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        if (record.offset() < end) {
          receiver.accept(recordOf(record));
        }
      }
    }
  }

  /**
   * Positions the consumer. Returns the partitions that have something to read, with their ends.
   */
  private Map<TopicPartition, Long> start(List<TopicPartition> partitions, Instant since) {
    Map<TopicPartition, Long> left = new HashMap<>();
    Map<TopicPartition, Long> begins =
        answered(() -> consumer.beginningOffsets(partitions, PATIENCE));
    Map<TopicPartition, OffsetAndTimestamp> found =
        since == null ? Map.of() : at(partitions, since);
    for (TopicPartition partition : partitions) {
      long end = ends.get(partition);
      long from = begins.get(partition);
      if (since != null) {
        from = found.get(partition) == null ? end : found.get(partition).offset();
      }
      consumer.seek(partition, from);
      if (from < end) {
        left.put(partition, end);
      }
    }
    return left;
  }

  private Map<TopicPartition, OffsetAndTimestamp> at(
      List<TopicPartition> partitions, Instant since) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
    return answered(() -> consumer.offsetsForTimes(times, PATIENCE));
  }

  /**
   * Goes on with what is written from now on, or since a moment, until it is told to stop.
   *
   * @param since null for what is written from this moment on
   */
  public void follow(
      List<String> topics, Instant since, Consumer<LogRecord> receiver, BooleanSupplier stopped) {
    List<TopicPartition> partitions =
        topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
    endAt(topics);
    Map<TopicPartition, OffsetAndTimestamp> found =
        since == null ? Map.of() : at(partitions, since);
    try (KafkaConsumer<String, byte[]> follower = consumer(broker, POLL)) {
      follower.assign(partitions);
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp first = found.get(partition);
        follower.seek(partition, first == null ? ends.get(partition) : first.offset());
      }
      while (!stopped.getAsBoolean()) {
        answered(() -> follower.poll(POLL)).forEach(record -> receiver.accept(recordOf(record)));
      }
    }
  }

  private static LogRecord recordOf(ConsumerRecord<String, byte[]> record) {
    return new LogRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.headers(),
        record.value());
  }

  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> partitions = known.get(topic);
    if (partitions == null) {
      throw new UnreadableLogException(
          "The topic "
              + topic
              + " is not there, or this user may not see it. An auditor needs the rights Read and"
              + " Describe on the topics that begin with postern. and platform.");
    }
    return partitions.stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** What Kafka's client throws is said in a sentence. */
  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (TopicAuthorizationException e) {
      throw new UnreadableLogException(
          "This user may not read "
              + String.join(", ", new TreeSet<>(e.unauthorizedTopics()))
              + ". An auditor needs the rights Read and Describe there.",
          e);
    } catch (AuthenticationException e) {
      throw new UnreadableLogException(
          "Kafka did not accept this client's certificate or password. Check the file given with"
              + " --kafka-config.",
          e);
    } catch (TimeoutException e) {
      throw new UnreadableLogException(
          "Kafka did not answer. Check the address given with --bootstrap, and that the product"
              + " runs.",
          e);
    } catch (KafkaException e) {
      throw new UnreadableLogException(
          "Kafka's client could not read the log (" + e.getClass().getSimpleName() + ").", e);
    }
  }
}
