package dev.postern.directpublisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.Actor;
import dev.postern.events.CloudEventHeaders;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Publishes events. What does not fit while Kafka is away is dropped and counted: the service
 * serves on, and says how much of its log is missing.
 */
public final class DirectPublisher implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DirectPublisher.class);
  private static final int WAITING = 10_000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final String source;
  private final Producer<String, String> producer;
  private final ClockSequence sequence = new ClockSequence(InstantSource.system());
  private final AtomicLong dropped = new AtomicLong();

  /** One thread: a producer without metadata blocks its caller, which must be no login. */
  private final ThreadPoolExecutor sender;

  /**
   * @param application the name of the service, such as {@code ssh-gateway}
   * @param what it publishes, such as {@code sessions}, for names of clients and threads
   * @param kafka how the brokers are reached and trusted: the deployment's {@code kafka.*} settings
   */
  public DirectPublisher(String application, String what, Map<String, Object> kafka) {
    source = "/postern/" + application;
    producer =
        new KafkaProducer<>(
            settings(kafka, "postern-" + application + "-" + what),
            new StringSerializer(),
            new StringSerializer());
    sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> thread(task, "postern-" + what),
            (task, executor) -> dropped.incrementAndGet());
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, String client) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(ProducerConfig.configNames());
    settings.putAll(
        Map.of(
            "client.id", client,
            "acks", "all",
            "enable.idempotence", "true",
            "max.block.ms", "2000",
            "delivery.timeout.ms", "120000",
            // Events of that long share a request: each one costs more than its events do.
            "linger.ms", "50",
            "buffer.memory", "8388608"));
    return settings;
  }

  /**
   * Publishes an event, soon and from another thread.
   *
   * @param traceParent of what it belongs to
   * @param actor who sent the request that caused it; null where none did
   */
  public void publish(EventData event, String traceParent, Actor actor) {
    ProducerRecord<String, String> record = recordOf(event, traceParent, actor);
    sender.execute(() -> send(record));
  }

  /** Events that were lost because Kafka was away for too long. */
  public long dropped() {
    return dropped.get();
  }

  private void send(ProducerRecord<String, String> record) {
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure != null) {
              lost();
            }
          });
    } catch (RuntimeException e) {
      lost();
    }
  }

  private void lost() {
    if (dropped.incrementAndGet() % 1000 == 1) {
      LOG.warnf("Events are lost because Kafka is away source=%s lost=%d", source, dropped.get());
    }
  }

  private ProducerRecord<String, String> recordOf(
      EventData event, String traceParent, Actor actor) {
    EventType<?> type = EventCatalogue.typeOf(event.getClass());
    String key = event.topicKey();
    var record = new ProducerRecord<>(type.topic(), key, EventJson.write(event, actor));
    new CloudEventHeaders(
            UuidCreator.getTimeOrderedEpoch(),
            source,
            type.cloudEventType(),
            key,
            Instant.now(),
            sequence.next(),
            traceParent)
        .byName()
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(LAST_WORDS);
  }
}
