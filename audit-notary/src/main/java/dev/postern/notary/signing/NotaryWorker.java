package dev.postern.notary.signing;

import dev.postern.notary.NotaryConfig;
import dev.postern.notary.publication.Publications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** The notary's one thread. Kafka may go away at any time. */
@ApplicationScoped
class NotaryWorker implements Runnable {

  private static final Logger LOG = Logger.getLogger(NotaryWorker.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final NotaryConfig config;
  private final Logs logs;
  private final Publications publications;
  private final Map<String, Object> kafka;
  private final Clock clock = Clock.systemUTC();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this, "notary");
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile Instant answered = Instant.EPOCH;

  NotaryWorker(
      NotaryConfig config,
      Logs logs,
      Publications publications,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.config = config;
    this.logs = logs;
    this.publications = publications;
    this.kafka = kafka;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    closed.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    thread.join(END_WITHIN.toMillis());
  }

  /** When Kafka answered last. */
  Instant answered() {
    return answered;
  }

  @Override
  public void run() {
    while (!isClosed()) {
      try (Consumer<byte[], byte[]> fresh = newConsumer()) {
        consumer = fresh;
        follow(new FollowedPartitions(fresh, logs, config.topics()), fresh);
      } catch (WakeupException e) {
        LOG.debug("Stopped reading");
      } catch (IOException e) {
        LOG.warnf(
            "The trees cannot be written; they go on from what is signed cause=%s", e.getMessage());
        logs.forget();
        pause();
      } catch (Exception e) {
        // The class only: a message may quote a record.
        LOG.warnf(
            e instanceof TimeoutException
                ? "Kafka does not answer; it is tried again cause=%s"
                : "The topics cannot be read; it is tried again cause=%s",
            e.getClass().getSimpleName());
        pause();
      }
    }
    signRest();
    logs.close();
  }

  private void follow(FollowedPartitions followed, Consumer<byte[], byte[]> consumer)
      throws Exception {
    while (!isClosed()) {
      followed.refreshWhenDue(clock.instant());
      answered = clock.instant();
      tellAgain();
      if (followed.isEmpty()) {
        pause();
      } else {
        poll(followed, consumer);
      }
      publications.flush();
    }
  }

  private void poll(FollowedPartitions followed, Consumer<byte[], byte[]> consumer)
      throws Exception {
    try {
      followed.read(consumer.poll(RETRY.dividedBy(5)), clock, this::signIfDue);
    } catch (InvalidOffsetException e) {
      for (TopicPartition partition : e.partitions()) {
        followed.cutOff(partition);
      }
    }
    for (PartitionNotary notary : logs.all()) {
      signIfDue(notary);
    }
  }

  /** What was signed last may not have left before a crash. */
  private void tellAgain() {
    for (PartitionNotary notary : logs.all()) {
      notary
          .untold()
          .ifPresent(note -> publications.publish(notary.origin(), notary.tree().size(), note));
    }
  }

  private void signIfDue(PartitionNotary notary) throws IOException {
    if (notary.isDue(clock.instant(), config.every(), config.records())) {
      sign(notary);
    }
  }

  private void sign(PartitionNotary notary) throws IOException {
    if (!logs.isContradicted(notary.origin())) {
      publications.publish(notary.origin(), notary.tree().appended(), notary.sign());
    }
  }

  /** What was read is signed before the end, so that a restart reads nothing again. */
  private void signRest() {
    for (PartitionNotary notary : logs.all()) {
      try {
        if (notary.unsigned() > 0) {
          sign(notary);
        }
      } catch (IOException e) {
        LOG.warnf("Not signed at the end log=%s cause=%s", notary.origin(), e.getMessage());
      }
    }
    publications.flush();
  }

  private Consumer<byte[], byte[]> newConsumer() {
    return new KafkaConsumer<>(
        NotaryConsumer.settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
