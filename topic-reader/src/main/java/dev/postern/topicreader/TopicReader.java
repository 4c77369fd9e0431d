package dev.postern.topicreader;

import dev.postern.events.GrouplessConsumer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Follows topics on one thread, without a consumer group, committed records only. */
public final class TopicReader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Plan plan;
  private final Map<String, Object> kafka;
  private final Listener listener;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Consumer<String, String> consumer;

  /** One line in the log tells that Kafka is away, however long it is. */
  private boolean answers = true;

  /** Where the topics that exist at the start are read from; later ones from their beginning. */
  public enum Start {
    BEGINNING("earliest"),
    END("latest");

    private final String reset;

    Start(String reset) {
      this.reset = reset;
    }
  }

  /**
   * What is read.
   *
   * @param name of the client and of the thread
   * @param confirmEvery how often Kafka is asked whether it is there and what is new
   */
  public record Plan(String name, Collection<String> topics, Start start, Duration confirmEvery) {}

  /** Is called on the reader's thread. */
  public interface Listener {

    /** Reading starts: at first, and again after a failure or when {@link #startsOver} says so. */
    default void begins() {}

    /**
     * @param records of one poll, at least one
     */
    void read(ConsumerRecords<String, String> records);

    /** Kafka is there. */
    default void answered() {}

    /** Everything has been read that was committed a moment ago, of every topic. */
    default void caughtUp() {}

    /** Kafka does not answer; the reader keeps its place. */
    default void unanswered() {}

    /** Reading failed and {@linkplain #begins begins} again: the reader has lost its place. */
    default void failed() {}

    /** Asked after every poll; true makes reading begin again. */
    default boolean startsOver() {
      return false;
    }
  }

  /**
   * @param kafka how the brokers are reached and trusted
   */
  public TopicReader(Plan plan, Map<String, Object> kafka, Listener listener) {
    this.plan = plan;
    this.kafka = kafka;
    this.listener = listener;
    this.thread = new Thread(this::run, plan.name());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Waits for the thread, but not for ever. */
  @Override
  public void close() {
    closed.countDown();
    Consumer<String, String> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(FollowedTopics.PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosed()) {
      try (var fresh = newConsumer()) {
        consumer = fresh;
        listener.begins();
        follow(fresh);
      } catch (WakeupException e) {
        LOG.debugf("Stopped reading reader=%s", plan.name());
      } catch (RuntimeException e) {
        // The class only: a message may quote a record.
        LOG.warnf(
            "The topics cannot be read; it is tried again reader=%s cause=%s",
            plan.name(), e.getClass().getSimpleName());
        listener.failed();
        pause();
      }
    }
  }

  /** Returns when everything must be read again, or nothing more. */
  private void follow(Consumer<String, String> consumer) {
    var topics = new FollowedTopics(consumer, plan.topics(), plan.start());
    var schedule = new ConfirmSchedule(plan.confirmEvery());
    while (!isClosed()) {
      if (schedule.isDue()) {
        schedule.confirmed(confirm(topics));
      }
      if (topics.isEmpty()) {
        pause();
      } else {
        schedule.polled(read(consumer.poll(POLL)));
      }
      if (listener.startsOver()) {
        return;
      }
    }
  }

  /**
   * @return whether there was anything to read
   */
  private boolean read(ConsumerRecords<String, String> records) {
    if (records.isEmpty()) {
      return false;
    }
    listener.read(records);
    return true;
  }

  /**
   * @return whether everything has been read
   */
  private boolean confirm(FollowedTopics topics) {
    try {
      boolean caughtUp = topics.refresh();
      answers = true;
      listener.answered();
      if (caughtUp) {
        listener.caughtUp();
      }
      return caughtUp;
    } catch (TimeoutException e) {
      if (answers) {
        LOG.warnf("Kafka does not answer reader=%s", plan.name());
      }
      answers = false;
      listener.unanswered();
      return false;
    }
  }

  private KafkaConsumer<String, String> newConsumer() {
    Map<String, Object> settings =
        GrouplessConsumer.settings(
            kafka,
            ConsumerConfig.configNames(),
            Map.of(
                "auto.offset.reset",
                plan.start().reset,
                "max.poll.records",
                "5000",
                // Topics that are made later are seen within that time.
                "metadata.max.age.ms",
                "10000",
                "client.id",
                plan.name()));
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debugf("Stopped reading reader=%s", plan.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }
}
