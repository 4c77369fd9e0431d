package dev.postern.gateway.view;

import dev.postern.events.GrouplessConsumer;
import dev.postern.events.UnreadableEventException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Keeps the view equal to the state topics: reads them from their beginnings, without a consumer
 * group, committed records only. Kafka may go away at any time; the view then stays as it is. After
 * an absence in which tombstones may have been compacted away, everything is read again beside the
 * view that serves.
 */
@ApplicationScoped
class StateTopicReader {

  private static final Logger LOG = Logger.getLogger(StateTopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ASK = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final GatewayView view;
  private final ViewConfig config;
  private final Map<String, Object> kafka;
  private volatile boolean stopped;
  private volatile Consumer<String, String> consumer;
  private Thread thread;
  private Instant lastAsked = Instant.EPOCH;

  StateTopicReader(
      GatewayView view,
      ViewConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.view = view;
    this.kafka = kafka;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    thread = new Thread(this::run, "postern-view");
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
    ViewState state = view.state();
    while (!stopped) {
      try (var fresh = newConsumer()) {
        consumer = fresh;
        follow(fresh, state);
        state = new ViewState();
      } catch (WakeupException e) {
        LOG.debug("Stopped following the state topics");
      } catch (KafkaException e) {
        LOG.warnf(
            "The state topics cannot be read; it is tried again cause=%s",
            e.getClass().getSimpleName());
        // What was read so far may lack tombstones that fall due while Kafka is away.
        state = new ViewState();
        pause();
      }
    }
  }

  /** Returns when everything must be read again. */
  private void follow(Consumer<String, String> consumer, ViewState state) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Instant heard = Instant.now();
    while (!stopped) {
      ConsumerRecords<String, String> records = consumer.poll(POLL);
      boolean changed = apply(records, state);
      if (isCurrent(consumer, partitions, changed)) {
        heard = Instant.now();
        serve(state, heard);
      } else if (changed && view.state() == state) {
        view.changed();
      }
      if (Duration.between(heard, Instant.now()).compareTo(config.reloadAfter()) > 0
          && view.state() == state
          && view.staleness(Instant.now()).isPresent()) {
        LOG.info("Kafka was away for too long, so the state topics are read again");
        return;
      }
    }
  }

  private void serve(ViewState state, Instant at) {
    if (view.state() != state) {
      view.replace(state);
    }
    if (view.staleness(at).isEmpty()) {
      LOG.infof("View loaded keys=%d containers=%d", view.keyCount(), view.containerCount());
    }
    view.confirm(at);
    view.changed();
  }

  private static boolean apply(ConsumerRecords<String, String> records, ViewState state) {
    for (ConsumerRecord<String, String> record : records) {
      try {
        StateRecords.apply(record, state);
      } catch (RuntimeException e) {
        // The reasons of other exceptions may quote the record.
        LOG.errorf(
            "A state record cannot be read, so its key has no value record=%s/%d/%d reason=%s",
            record.topic(),
            record.partition(),
            record.offset(),
            e instanceof UnreadableStateException || e instanceof UnreadableEventException
                ? e.getMessage()
                : e.getClass().getSimpleName());
      }
    }
    return !records.isEmpty();
  }

  /** Whether all is read that was committed a moment ago; asked at most every second or so. */
  private boolean isCurrent(
      Consumer<String, String> consumer, List<TopicPartition> partitions, boolean changed) {
    Instant now = Instant.now();
    if (changed || Duration.between(lastAsked, now).compareTo(config.confirmEvery()) < 0) {
      return false;
    }
    lastAsked = now;
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
      return ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey(), ASK) >= end.getValue());
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      return false;
    }
  }

  private static List<TopicPartition> partitions(Consumer<String, String> consumer) {
    return StateRecords.TOPICS.stream()
        .flatMap(topic -> consumer.partitionsFor(topic, ASK).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private KafkaConsumer<String, String> newConsumer() {
    Map<String, Object> settings =
        GrouplessConsumer.settings(
            kafka,
            ConsumerConfig.configNames(),
            Map.of(
                "auto.offset.reset", "earliest",
                "max.poll.records", "5000",
                "client.id", "postern-ssh-gateway-view"));
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
