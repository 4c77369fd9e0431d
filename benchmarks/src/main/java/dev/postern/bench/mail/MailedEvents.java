package dev.postern.bench.mail;

import dev.postern.events.Event;
import dev.postern.events.EventReader;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.topicreader.RecordHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens for {@code CredentialsMailed}, as any other service would. */
final class MailedEvents implements AutoCloseable {

  private static final String TOPIC = "postern.notifications";

  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final KafkaConsumer<String, String> consumer;
  private final Thread thread = new Thread(this::listen, "mailed-events");
  private volatile boolean closed;

  /** Receives every event from now on. */
  MailedEvents(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.setDaemon(true);
    thread.start();
  }

  /** Completes when the mail with this generation's password is accepted, or at once if it was. */
  CompletableFuture<Void> of(String container, long generation) {
    return waiting.computeIfAbsent(container + "/" + generation, key -> new CompletableFuture<>());
  }

  private void listen() {
    while (!closed) {
      consumer.poll(Duration.ofMillis(200)).forEach(this::hear);
    }
    consumer.close();
  }

  private void hear(ConsumerRecord<String, String> record) {
    Optional<Event<?>> event =
        EventReader.read(
            name -> RecordHeaders.text(record.headers(), name), record.key(), record.value());
    event
        .map(Event::data)
        .filter(CredentialsMailed.class::isInstance)
        .map(CredentialsMailed.class::cast)
        .ifPresent(mailed -> of(mailed.container(), mailed.generation()).complete(null));
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(Duration.ofSeconds(5).toMillis());
  }
}
