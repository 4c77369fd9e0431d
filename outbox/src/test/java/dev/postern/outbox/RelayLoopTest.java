package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(CuttableBackends.class)
class RelayLoopTest {
  private static final int WRITERS = 8;
  private static final int COMMITS = 25;
  // The common pool has one thread on two cores: its tasks would run one after another.
  private static final Executor THREADS = task -> new Thread(task).start();

  @Inject OutboxEmitter emitter;
  @Inject Transactions transactions;
  @Inject Relays relays;
  @Inject Pool pool;

  @AfterEach
  void stopRelays() {
    CuttableBackends.line().mend();
    relays.stopAll();
  }

  @Test
  void keepsTheOrderOfEachKeyWithoutAGapUnderManyWritersAndTwoRelays() {
    // Given
    List<String> containers = List.of(Samples.container(), Samples.container());
    relays.start();
    relays.start();

    // When
    CompletableFuture<?>[] writers =
        IntStream.range(0, WRITERS)
            .mapToObj(writer -> containers.get(writer % containers.size()))
            .map(container -> CompletableFuture.runAsync(() -> write(container), THREADS))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(writers).join();

    // Then
    int perContainer = WRITERS / containers.size() * COMMITS;
    List<String> expected =
        LongStream.rangeClosed(1, perContainer).mapToObj(Long::toString).toList();
    for (String container : containers) {
      await().until(() -> Wire.records(Topics.CONTAINERS, container).size() >= perContainer);
      assertThat(sequences(container)).isEqualTo(expected);
    }
  }

  @Test
  void marksWhatIsOnTheTopicAndPublishesItNotAgainAfterADeathBetweenPublishingAndMarking() {
    // Given
    String container = Samples.container();
    AtomicInteger deaths = new AtomicInteger();
    relays.start(
        Relays.config(
            Map.of("postern.outbox.retry-delay", "1h", "postern.outbox.max-retry-delay", "1h")),
        step -> {
          if (step == RelayLoop.Step.COMMITTED) {
            deaths.incrementAndGet();
            throw new IllegalStateException("killed by the test");
          }
        });

    // When
    transactions.commit(() -> emitter.send(Samples.started(container)));
    await().until(() -> deaths.get() == 1);
    relays.start();

    // Then
    await().until(() -> unpublished(container) == 0);
    transactions.commit(() -> emitter.send(Samples.started(container)));
    await().until(() -> unpublished(container) == 0);
    assertThat(sequences(container)).containsExactly("1", "2");
  }

  @Test
  void publishesWhatWasLeftByItsPredecessor() {
    // Given
    String container = Samples.container();
    OutboxConfig smallBatches = Relays.config(Map.of("postern.outbox.batch-size", "7"));
    IntStream.range(0, 50)
        .forEach(i -> transactions.commit(() -> emitter.send(Samples.started(container))));

    // When
    RelayLoop first = relays.start(smallBatches, step -> {});
    await().until(() -> unpublished(container) < 50);
    first.stop().await().atMost(Duration.ofSeconds(10));
    relays.start(smallBatches, step -> {});

    // Then
    await().until(() -> unpublished(container) == 0);
    assertThat(sequences(container))
        .isEqualTo(LongStream.rangeClosed(1, 50).mapToObj(Long::toString).toList());
  }

  @Test
  void isWokenByTheCommitLongBeforeItsNextPoll() {
    // Given
    String before = Samples.container();
    String after = Samples.container();
    transactions.commit(() -> emitter.send(Samples.started(before)));
    relays.start(
        Relays.config(
            Map.of("postern.outbox.poll-interval", "1h", "postern.outbox.turn-timeout", "2h")),
        step -> {});
    await().until(() -> unpublished(before) == 0);

    // When
    transactions.commit(() -> emitter.send(Samples.started(after)));

    // Then
    await().atMost(Duration.ofSeconds(10)).until(() -> unpublished(after) == 0);
  }

  @Test
  void waitsForKafkaAndLosesNothing() {
    // Given
    String container = Samples.container();
    AtomicInteger attempts = new AtomicInteger();
    Function<Runnable, EventPublisher> away =
        Relays.publishers("127.0.0.1:1", Duration.ofMillis(300));
    Function<Runnable, EventPublisher> there =
        Relays.publishers(Backends.kafkaBootstrap(), Duration.ofSeconds(10));

    // When
    transactions.commit(() -> emitter.send(Samples.started(container)));
    relays.start(
        Relays.config(Map.of()),
        step -> {},
        sent -> (attempts.incrementAndGet() < 3 ? away : there).apply(sent));

    // Then
    await().until(() -> unpublished(container) == 0);
    // More where a busy machine lets the lock lapse once.
    assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
    assertThat(sequences(container)).containsExactly("1");
  }

  @Test
  void goesOnAfterTheDatabaseWasAway() {
    // Given
    String container = Samples.container();
    relays.start();
    transactions.commit(() -> emitter.send(Samples.started(container)));
    await().until(() -> unpublished(container) == 0);

    // When
    CuttableBackends.line().cut();
    CuttableBackends.line().mend();

    // Then
    await()
        .ignoreExceptions()
        .until(
            () ->
                transactions.commit(
                    () -> emitter.send(Samples.started(container)).replaceWith(true)));
    await().until(() -> unpublished(container) == 0);
    assertThat(sequences(container)).startsWith("1", "2");
  }

  @Test
  void prunesWhatIsPublishedAndOldAndKeepsTheSequence() {
    // Given
    String old = Samples.container();
    String waiting = Samples.container();
    transactions.commit(() -> emitter.send(Samples.started(old)));
    RelayLoop relay = relays.start();
    await().until(() -> unpublished(old) == 0);
    relay.stop().await().atMost(Duration.ofSeconds(10));
    transactions.commit(() -> emitter.send(Samples.started(waiting)));
    Database.update(
        "UPDATE outbox_event SET published_at = now() - interval '25 hours' WHERE key = ?", old);

    // When
    new Pruning(pool, Relays.config(Map.of("postern.outbox.prune-batch-size", "1")))
        .prune()
        .await()
        .atMost(Duration.ofSeconds(10));

    // Then
    assertThat(Database.count("SELECT count(*) FROM outbox_event WHERE key = ?", old)).isZero();
    assertThat(unpublished(waiting)).isEqualTo(1);
    assertThat(Database.count("SELECT last FROM outbox_sequence WHERE key = ?", old)).isEqualTo(1);
  }

  @Test
  void goesOnAboveWhatWasPublishedWhereTheDatabaseWasRestoredFromABackup() {
    // Given
    String container = Samples.container();
    RelayLoop before = relays.start();
    IntStream.range(0, 5)
        .forEach(i -> transactions.commit(() -> emitter.send(Samples.started(container))));
    await().until(() -> unpublished(container) == 0);
    before.stop().await().atMost(Duration.ofSeconds(10));
    restore(container, 2);

    // When
    transactions.commit(() -> emitter.send(Samples.started(container)));
    transactions.commit(() -> emitter.send(Samples.started(container)));
    relays.start();

    // Then
    await().until(() -> unpublished(container) == 0);
    transactions.commit(() -> emitter.send(Samples.started(container)));
    await().until(() -> sequences(container).size() == 8);
    assertThat(sequences(container)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  /** Makes the database one of a time when so many events of the container were published. */
  private static void restore(String container, int published) {
    Database.update(
        "DELETE FROM outbox_event WHERE key = ? AND sequence > ?", container, published);
    Database.update("UPDATE outbox_sequence SET last = ? WHERE key = ?", published, container);
    Database.update("DELETE FROM outbox_position");
  }

  private void write(String container) {
    for (int i = 0; i < COMMITS; i++) {
      transactions.commit(() -> emitter.send(Samples.started(container)));
    }
  }

  private static List<String> sequences(String container) {
    return Wire.headers(Wire.records(Topics.CONTAINERS, container), EventHeaders.SEQUENCE);
  }

  private static long unpublished(String key) {
    return Database.count(
        "SELECT count(*) FROM outbox_event WHERE published_at IS NULL AND key = ?", key);
  }
}
