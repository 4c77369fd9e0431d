package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Event;
import dev.postern.events.Topics;
import dev.postern.events.state.KeyState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service whose database was taken back to an earlier time hears of what it does not know. */
@QuarkusTest
@WithTestResource(CuttableBackends.class)
class RestoreCatchUpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject OutboxEmitter emitter;
  @Inject Transactions transactions;
  @Inject Relays relays;
  @Inject NoteTaker notes;
  @Inject Pool pool;

  /** So that a test hears of its own events only. */
  @BeforeEach
  void catchUp() {
    CatchUpGate gate = new CatchUpGate(pool, true);
    gate.begin();
    relays.start(new Listener());
    gate.opened().await().atMost(PATIENCE);
    gate.end();
    relays.stopAll();
  }

  @AfterEach
  void stopRelays() {
    relays.stopAll();
  }

  @Test
  void tellsWhatTheDatabaseDoesNotKnowInOrderAndThenThatAllWasTold() {
    // Given
    String container = Samples.container();
    publish(container, 5);
    restore(container, 2);
    Listener listener = new Listener();

    // When
    relays.start(listener);

    // Then
    await().until(() -> listener.ends.size() == 1);
    assertThat(listener.sequences(container)).containsExactly(3L, 4L, 5L);
    assertThat(Database.count("SELECT count(*) FROM outbox_restore")).isZero();
  }

  @Test
  void tellsNothingWhereNothingIsMissing() {
    // Given
    String container = Samples.container();
    publish(container, 3);
    Listener listener = new Listener();

    // When
    relays.start(listener);
    transactions.commit(() -> emitter.send(Samples.started(container)));

    // Then
    await().until(() -> unpublished(container) == 0);
    assertThat(listener.told).isEmpty();
    assertThat(listener.ends).isEmpty();
  }

  @Test
  void tellsAgainAfterADeathHalfWayAndNamesTheSameMoment() {
    // Given
    String container = Samples.container();
    publish(container, 3);
    restore(container, 1);
    Listener listener = new Listener();
    listener.diesAtTheEnd.set(1);

    // When
    relays.start(listener);

    // Then
    await().until(() -> listener.ends.size() == 2);
    assertThat(listener.ends.get(0)).isEqualTo(listener.ends.get(1));
    assertThat(listener.sequences(container)).contains(2L, 3L);
    await().until(() -> Database.count("SELECT count(*) FROM outbox_restore") == 0);
  }

  @Test
  void anEventThatCannotBeTakenOverIsSkipped() {
    // Given
    String container = Samples.container();
    publish(container, 3);
    restore(container, 1);
    Listener listener = new Listener();
    listener.refuses = 2;

    // When
    relays.start(listener);

    // Then
    await().until(() -> listener.ends.size() == 1);
    assertThat(listener.sequences(container)).contains(3L);
  }

  @Test
  void tellsWhatWasConsumedAfterTheBackupThoughKafkaHasItAsHandled() {
    // Given
    String container = Samples.container();
    publish(container, 1);
    await().until(() -> notes.handled().contains(container));
    await()
        .until(
            () ->
                Database.count(
                        "SELECT count(*) FROM consumed_event c JOIN outbox_event e USING (id)"
                            + " WHERE e.key = ?",
                        container)
                    == 1);
    await().atMost(PATIENCE).until(() -> isCommitted(container));
    Database.update("UPDATE consumed_position SET next_offset = 0");
    Database.update(
        "DELETE FROM consumed_event WHERE id IN (SELECT id FROM outbox_event WHERE key = ?)",
        container);
    Listener listener = new Listener();

    // When
    relays.start(listener);

    // Then
    await().until(() -> listener.ends.size() == 1);
    assertThat(listener.sequences(container)).containsExactly(1L);
  }

  @Test
  void aRemovalThatWasPublishedAfterTheBackupIsNotFollowedByTheValueBeforeIt() {
    // Given
    String fingerprint = "SHA256:" + Samples.container();
    transactions.commit(() -> emitter.send(Samples.key(fingerprint)));
    transactions.commit(() -> emitter.remove(KeyState.class, fingerprint));
    RelayLoop before = relays.start();
    await().until(() -> unpublished(fingerprint) == 0);
    before.stop().await().atMost(PATIENCE);
    restore(fingerprint, 1);
    Database.update("UPDATE outbox_event SET published_at = NULL WHERE key = ?", fingerprint);

    // When
    relays.start(new Listener());
    await().until(() -> unpublished(fingerprint) == 0);

    // Then
    var records = Wire.records(Topics.STATE_KEYS, fingerprint);
    assertThat(records.get(records.size() - 1).value()).isNull();
  }

  @Test
  void theGateIsClosedUntilAllWasTold() {
    // Given
    String container = Samples.container();
    publish(container, 2);
    restore(container, 1);
    CatchUpGate gate = new CatchUpGate(pool, true);
    gate.begin();
    Listener listener = new Listener();
    listener.gate = gate;

    // When
    relays.start(listener);

    // Then
    gate.opened().await().atMost(PATIENCE);
    // A lock that lapses on a busy machine has it told once more, of the same moment.
    assertThat(Set.copyOf(listener.ends)).hasSize(1);
    assertThat(listener.heardBehindAnOpenGate).isFalse();
    gate.end();
  }

  @Test
  void aRunningProcessWhoseDatabaseIsRestoredWaitsLikeANewOne() {
    // Given
    String container = Samples.container();
    publish(container, 2);
    CatchUpGate gate = new CatchUpGate(pool, true);
    gate.begin();
    RelayLoop relay = relays.start(new Listener());
    gate.opened().await().atMost(PATIENCE);
    relay.stop().await().atMost(PATIENCE);
    restore(container, 1);
    Listener listener = new Listener();
    listener.gate = gate;

    // When
    relays.start(listener, gate::close);

    // Then
    await().until(() -> listener.ends.size() == 1);
    assertThat(listener.sequences(container)).containsExactly(2L);
    assertThat(listener.heardBehindAnOpenGate).isFalse();
    gate.opened().await().atMost(PATIENCE);
    gate.end();
  }

  private void publish(String container, int events) {
    RelayLoop relay = relays.start();
    IntStream.range(0, events)
        .forEach(i -> transactions.commit(() -> emitter.send(Samples.started(container))));
    await().until(() -> unpublished(container) == 0);
    relay.stop().await().atMost(PATIENCE);
  }

  /** Makes the database one of a time when so many events of the container were published. */
  private static void restore(String container, int published) {
    Database.update(
        "DELETE FROM outbox_event WHERE key = ? AND sequence > ?", container, published);
    Database.update("UPDATE outbox_sequence SET last = ? WHERE key = ?", published, container);
    Database.update("UPDATE outbox_position SET next_offset = 0");
  }

  /** Whether the group's offset is behind the container's first event. */
  private static boolean isCommitted(String container) {
    var record = Wire.records(Topics.CONTAINERS, container).get(0);
    TopicPartition at = new TopicPartition(record.topic(), record.partition());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Backends.kafkaBootstrap(), "group.id", "outbox-test"),
            new StringDeserializer(),
            new StringDeserializer())) {
      OffsetAndMetadata committed = consumer.committed(Set.of(at)).get(at);
      return committed != null && committed.offset() > record.offset();
    }
  }

  private static long unpublished(String key) {
    return Database.count(
        "SELECT count(*) FROM outbox_event WHERE published_at IS NULL AND key = ?", key);
  }

  /** Notes what it hears. */
  private static final class Listener implements RestoreListener {
    private final List<Event<?>> told = new CopyOnWriteArrayList<>();
    private final List<Instant> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger diesAtTheEnd = new AtomicInteger();
    private volatile long refuses;
    private volatile CatchUpGate gate;
    private volatile boolean heardBehindAnOpenGate;

    @Override
    public Uni<Void> published(Event<?> event) {
      heardBehindAnOpenGate |= gate != null && gate.isOpen();
      if (event.sequence() == refuses) {
        return Uni.createFrom().failure(new IllegalStateException("as the test asked"));
      }
      told.add(event);
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> allTold(Instant noticedAt) {
      heardBehindAnOpenGate |= gate != null && gate.isOpen();
      ends.add(noticedAt);
      return diesAtTheEnd.getAndDecrement() > 0
          ? Uni.createFrom().failure(new IOException("as the test asked"))
          : Uni.createFrom().voidItem();
    }

    List<Long> sequences(String container) {
      return told.stream()
          .filter(event -> event.key().equals(container))
          .map(Event::sequence)
          .distinct()
          .toList();
    }
  }
}
