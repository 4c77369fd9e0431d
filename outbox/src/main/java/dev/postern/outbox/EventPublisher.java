package dev.postern.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes batches, each in one Kafka transaction, under the fixed transactional id of the
 * database. Opening one fences all that were opened before: what they had not committed is aborted,
 * and they can publish nothing more. All methods block.
 */
final class EventPublisher implements AutoCloseable {
  private final Producer<String, String> producer;
  private final Runnable sent;

  private EventPublisher(Producer<String, String> producer, Runnable sent) {
    this.producer = producer;
    this.sent = sent;
  }

  /**
   * @param kafka the application's settings of Kafka clients
   * @param timeout for each call
   * @param sent runs when a batch is sent and not yet committed
   * @throws org.apache.kafka.common.KafkaException where the broker cannot be reached in time
   */
  static EventPublisher open(
      Map<String, Object> kafka, String transactionalId, Duration timeout, Runnable sent) {
    Producer<String, String> producer =
        new KafkaProducer<>(
            settings(kafka, transactionalId, timeout),
            new StringSerializer(),
            new StringSerializer());
    try {
      producer.initTransactions();
      return new EventPublisher(producer, sent);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Publishes all of them or, to readers of committed records, none.
   *
   * @return the offset after the last of them, per partition
   * @throws org.apache.kafka.common.KafkaException where the outcome is not known to be success;
   *     the publisher is then good for nothing but closing
   */
  Map<TopicPartition, Long> publish(List<StoredEvent> batch) {
    Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    producer.beginTransaction();
    // A record that fails makes the commit fail, so failures are not looked at.
    batch.stream()
        .map(StoredEvent::toRecord)
        .forEach(
            record -> producer.send(record, (sent, failure) -> note(positions, sent, failure)));
    sent.run();
    producer.commitTransaction();
    return positions;
  }

  private static void note(
      Map<TopicPartition, Long> positions, RecordMetadata sent, Exception failure) {
    if (failure == null) {
      var partition = new TopicPartition(sent.topic(), sent.partition());
      positions.merge(partition, sent.offset() + 1, Math::max);
    }
  }

  @Override
  public void close() {
    // Nothing is worth waiting for: an open transaction is aborted by the next publisher.
    producer.close(Duration.ZERO);
  }

  private static Map<String, Object> settings(
      Map<String, Object> kafka, String transactionalId, Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(ProducerConfig.configNames());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    // The commit flushes, so lingering would only delay the first records of a batch.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    return settings;
  }
}
