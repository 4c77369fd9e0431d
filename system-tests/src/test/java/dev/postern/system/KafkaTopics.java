package dev.postern.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Every record of every topic, as any reader can read it: without a group, from the beginning. */
final class KafkaTopics {

  /** The header of records that only tests wrote: the product promises nothing of them. */
  static final String OF_A_TEST = "of-a-test";

  private KafkaTopics() {}

  static List<ConsumerRecord<byte[], byte[]>> everyRecord() {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** Writes one more record, as any producer can. */
  static void add(String topic, String key, String value, String header, String content) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
    record.headers().add(header, content.getBytes(StandardCharsets.UTF_8));
    record.headers().add(OF_A_TEST, new byte[0]);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.listTopics().values().stream()
        .flatMap(List::stream)
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }

  private static Map<String, Object> config() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap(),
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        // The records of an aborted transaction are on the disk as well.
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_uncommitted");
  }

  private static String bootstrap() {
    return "localhost:" + Postern.port(9092);
  }
}
