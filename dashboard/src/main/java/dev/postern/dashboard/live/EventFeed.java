package dev.postern.dashboard.live;

import dev.postern.events.GrouplessConsumer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Follows the services' topics, without a consumer group, from where they end at the start. Kafka
 * may go away at any time: pages then ask by themselves, and what happened meanwhile is told when
 * it is back.
 */
@ApplicationScoped
class EventFeed {

  private static final Logger LOG = Logger.getLogger(EventFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ASK = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final LiveStreams streams;
  private final LiveConfig config;
  private final Map<String, Object> kafka;
  private volatile boolean stopped;
  private volatile Consumer<String, String> consumer;
  private Thread thread;

  EventFeed(
      LiveStreams streams,
      LiveConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.streams = streams;
    this.config = config;
    this.kafka = kafka;
  }

  void start(@Observes StartupEvent event) {
    thread = new Thread(this::run, "postern-live");
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped = true;
    Consumer<String, String> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    thread.join(ASK.toMillis());
  }

  private void run() {
    while (!stopped) {
      try (var fresh = newConsumer()) {
        consumer = fresh;
        follow(fresh);
      } catch (WakeupException e) {
        LOG.debug("Stopped following the topics");
      } catch (KafkaException e) {
        LOG.warnf(
            "The topics cannot be read; it is tried again cause=%s", e.getClass().getSimpleName());
        streams.live(false);
        streams.changed(Change.MISSED);
        pause();
      }
    }
  }

  private void follow(Consumer<String, String> consumer) {
    boolean started = false;
    long confirmed = System.nanoTime() - config.confirmEvery().toNanos();
    while (!stopped) {
      if (System.nanoTime() - confirmed >= config.confirmEvery().toNanos()) {
        started |= confirm(consumer, started);
        confirmed = System.nanoTime();
      }
      if (consumer.assignment().isEmpty()) {
        pause();
      } else {
        consumer.poll(POLL).forEach(this::tell);
      }
    }
  }

  /**
   * Asks Kafka for the ends of the topics, which is an answer only of one that is there.
   *
   * @param started whether the topics of the start are followed already; what is new after that is
   *     read from its beginning
   * @return whether Kafka answered
   */
  private boolean confirm(Consumer<String, String> consumer, boolean started) {
    try {
      Set<TopicPartition> followed = consumer.assignment();
      List<TopicPartition> present = partitions(consumer);
      if (present.size() > followed.size()) {
        consumer.assign(present);
        List<TopicPartition> added =
            present.stream().filter(partition -> !followed.contains(partition)).toList();
        if (started) {
          consumer.seekToBeginning(added);
        } else {
          consumer.seekToEnd(added);
          added.forEach(partition -> consumer.position(partition, ASK));
        }
      }
      consumer.endOffsets(present, ASK);
      streams.live(true);
      return true;
    } catch (TimeoutException e) {
      streams.live(false);
      return false;
    }
  }

  private static List<TopicPartition> partitions(Consumer<String, String> consumer) {
    return ChangeReader.TOPICS.stream()
        .flatMap(topic -> partitions(consumer, topic))
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static Stream<PartitionInfo> partitions(Consumer<String, String> consumer, String topic) {
    List<PartitionInfo> known = consumer.partitionsFor(topic, ASK);
    return known == null ? Stream.empty() : known.stream();
  }

  private void tell(ConsumerRecord<String, String> record) {
    ChangeReader.read(record.topic(), type(record), record.value()).ifPresent(streams::changed);
  }

  private static String type(ConsumerRecord<String, String> record) {
    Header type = record.headers().lastHeader("ce_type");
    return type == null || type.value() == null
        ? null
        : new String(type.value(), StandardCharsets.UTF_8);
  }

  private KafkaConsumer<String, String> newConsumer() {
    Map<String, Object> settings =
        GrouplessConsumer.settings(
            kafka,
            ConsumerConfig.configNames(),
            Map.of(
                "auto.offset.reset", "latest",
                "metadata.max.age.ms", "10000",
                "client.id", "postern-dashboard-live"));
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  private void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }
}
