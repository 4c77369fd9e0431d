package dev.postern.cli.notary;

import dev.postern.audit.log.UnreadableLogException;
import dev.postern.events.GrouplessConsumer;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.verify.KafkaPartitionLog;
import dev.postern.transparency.verify.PartitionLog;
import dev.postern.transparency.verify.TopicRetention;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The log as bytes, which is what was signed. */
final class SignedLog implements AutoCloseable {

  private static final String ID = "ce_id";

  private final Map<String, Object> broker;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param broker how the brokers are reached and trusted
   */
  SignedLog(Map<String, Object> broker) {
    this.broker = broker;
    this.consumer =
        answered(
            () ->
                new KafkaConsumer<>(
                    GrouplessConsumer.settings(
                        broker,
                        ConsumerConfig.configNames(),
                        // A partition's fetch waits behind the one that is parked at the end of
                        // the partition before.
                        Map.of(
                            "auto.offset.reset", "earliest",
                            "max.poll.records", "5000",
                            "fetch.max.wait.ms", "10")),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()));
  }

  PartitionLog partition(Origin origin) {
    return answered(
        () ->
            new KafkaPartitionLog(
                consumer,
                new TopicPartition(origin.topic(), origin.partition()),
                () -> TopicRetention.of(broker, origin.topic()),
                Clock.systemUTC()));
  }

  /** The first record with that event id in these partitions. */
  Optional<LogRecord> find(String eventId, List<Origin> origins) {
    byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
    for (Origin origin : origins) {
      Iterator<LogRecord> records = partition(origin).records();
      while (answered(records::hasNext)) {
        LogRecord record = records.next();
        if (record.headers().stream()
            .anyMatch(h -> h.name().equals(ID) && Arrays.equals(h.value(), id))) {
          return Optional.of(record);
        }
      }
    }
    return Optional.empty();
  }

  /** What Kafka's client throws is said in a sentence. */
  static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (KafkaException e) {
      throw new UnreadableLogException(
          "Kafka did not give the log ("
              + e.getClass().getSimpleName()
              + "). Check --bootstrap, and the rights Read, Describe and DescribeConfigs on postern."
              + " and platform.",
          e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
