package dev.postern.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.Actor;
import dev.postern.events.CloudEventHeaders;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import dev.postern.events.TraceParent;
import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.login.Refusal;
import dev.postern.keytable.RegisteredKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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
 * Publishes session events. What does not fit while Kafka is away is dropped and counted: the
 * gateway serves on, and says how much of its log is missing.
 */
public final class AuditPublisher implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(AuditPublisher.class);
  private static final int WAITING = 10_000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Producer<String, String> producer;
  private final RefusalRateLimit rateLimit = new RefusalRateLimit();
  private final ClockSequence sequence = new ClockSequence(InstantSource.system());
  private final AtomicLong dropped = new AtomicLong();

  /** One thread: a producer without metadata blocks its caller, which must be no login. */
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "postern-audit");
            thread.setDaemon(true);
            return thread;
          },
          (task, executor) -> dropped.incrementAndGet());

  /**
   * @param kafka how the brokers are reached and trusted: the deployment's {@code kafka.*} settings
   */
  public AuditPublisher(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.keySet().retainAll(ProducerConfig.configNames());
    settings.putAll(
        Map.of(
            "client.id", "postern-ssh-gateway-sessions",
            "acks", "all",
            "enable.idempotence", "true",
            "max.block.ms", "2000",
            "delivery.timeout.ms", "120000",
            // Events of that long share a request: each one costs more than its events do.
            "linger.ms", "50",
            "buffer.memory", "8388608"));
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  /**
   * Publishes an event of a session.
   *
   * @param trace the session's id, which all its events have
   */
  public void publish(EventData event, UUID trace) {
    publish(event, trace, null);
  }

  /**
   * As {@link #publish(EventData, UUID)}, of a session that a request opened.
   *
   * @param actor who sent it; null where no token says so
   */
  public void publish(EventData event, UUID trace, Actor actor) {
    ProducerRecord<String, String> record = recordOf(event, trace, actor);
    sender.execute(() -> send(record));
  }

  /** A login was refused after its key was proven. */
  public void refused(Refusal refusal, RegisteredKey key, String source) {
    refused(refusal, key.account(), key.fingerprint().toString(), source);
  }

  /** As {@link #refused(Refusal, RegisteredKey, String)}; the fingerprint is null without a key. */
  public void refused(Refusal refusal, String account, String fingerprint, String source) {
    refused(refusal.reason(), refusal.container(), account, fingerprint, source);
  }

  /** A login was refused; published at a bounded rate. */
  public void refused(
      LoginRefused.Reason reason,
      String container,
      String account,
      String fingerprint,
      String source) {
    rateLimit
        .take(reason)
        .ifPresent(
            unpublished ->
                publish(
                    new LoginRefused(container, account, fingerprint, source, reason, unpublished),
                    UuidCreator.getTimeOrderedEpoch()));
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
      LOG.warnf("Session events are lost because Kafka is away lost=%d", dropped.get());
    }
  }

  private ProducerRecord<String, String> recordOf(EventData event, UUID trace, Actor actor) {
    EventType<?> type = EventCatalogue.typeOf(event.getClass());
    String key = event.topicKey();
    var record = new ProducerRecord<>(type.topic(), key, EventJson.write(event, actor));
    new CloudEventHeaders(
            UuidCreator.getTimeOrderedEpoch(),
            "/postern/ssh-gateway",
            type.cloudEventType(),
            key,
            Instant.now(),
            sequence.next(),
            TraceParent.unsampled(trace))
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
