package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(CuttableBackends.class)
class IdempotentConsumerTest {
  private static final String STARTED = "dev.postern.ContainerStarted.v1";
  private static final int MORE_THAN_A_HANDLER_HAS = 3;
  private static final Map<UUID, Long> SEQUENCES = new HashMap<>();
  private static KafkaProducer<String, String> producer;

  @Inject NoteTaker notes;

  @BeforeAll
  static void openProducer() {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void closeProducer() {
    producer.close();
  }

  @AfterEach
  void mend() {
    CuttableBackends.line().mend();
  }

  @Test
  void handlesARecordThatIsDeliveredTwiceOnce() {
    // Given
    String container = Samples.container();
    UUID id = UUID.randomUUID();

    // When
    deliver(container, id, STARTED);
    deliver(container, id, STARTED);
    deliver(container, UUID.randomUUID(), STARTED);

    // Then
    await().until(() -> notesOf(container) == 2);
    assertThat(notes.handled().stream().filter(container::equals)).hasSize(2);
  }

  @Test
  void aReplayChangesNothingWhereTheIdsAreForgotten() {
    // Given
    String container = Samples.container();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    deliver(container, first, STARTED);
    deliver(container, second, STARTED);
    await().until(() -> notesOf(container) == 2);
    Database.update("DELETE FROM consumed_event");

    // When
    deliver(container, first, STARTED);
    deliver(container, second, STARTED);
    deliver(container, UUID.randomUUID(), STARTED);

    // Then
    await().until(() -> notesOf(container) == 3);
    assertThat(notes.handled().stream().filter(container::equals)).hasSize(3);
    assertThat(deadLetters(container)).isZero();
  }

  @Test
  void rollsTheIdBackWithTheWorkThatFailedAndTriesAgain() {
    // Given
    String container = Samples.container();
    UUID id = UUID.randomUUID();
    notes.failFor(container, 2);

    // When
    deliver(container, id, STARTED);

    // Then
    await().until(() -> notesOf(container) == 1);
    assertThat(notes.handled().stream().filter(container::equals)).hasSize(3);
    assertThat(consumed(id)).isTrue();
  }

  @Test
  void storesWhatItCannotHandleAmongTheDeadLettersAndForgetsItsId() {
    // Given
    String container = Samples.container();
    UUID id = UUID.randomUUID();
    notes.failFor(container, 3);

    // When
    deliver(container, id, STARTED);

    // Then
    await().until(() -> deadLetters(container) == 1);
    assertThat(Wire.records(Topics.DEAD_LETTERS, container).get(0).headers())
        .noneMatch(
            header ->
                new String(header.value(), StandardCharsets.UTF_8).contains("the test asked"));
    assertThat(consumed(id)).isFalse();
    assertThat(notesOf(container)).isZero();
  }

  @Test
  void handlesADeadLetterThatIsDeliveredAgainOnceItsCauseIsMended() {
    // Given
    String container = Samples.container();
    UUID id = UUID.randomUUID();
    notes.failFor(container, 3);
    deliver(container, id, STARTED);
    await().until(() -> deadLetters(container) == 1);

    // When
    deliver(container, id, STARTED);

    // Then
    await().until(() -> notesOf(container) == 1);
    assertThat(consumed(id)).isTrue();
  }

  @Test
  void waitsForADatabaseThatRefusesEveryRecordAndLosesNothing() {
    // Given
    String container = Samples.container();
    Database.update("ALTER TABLE note RENAME TO note_of_tomorrow");

    // When
    try {
      deliver(container, UUID.randomUUID(), STARTED);
      await().until(() -> attempts(container) > MORE_THAN_A_HANDLER_HAS);
    } finally {
      Database.update("ALTER TABLE note_of_tomorrow RENAME TO note");
    }

    // Then
    await().until(() -> notesOf(container) == 1);
    assertThat(deadLetters(container)).isZero();
  }

  @Test
  void storesAnUnreadableRecordAmongTheDeadLettersOnceAndGoesOn() {
    // Given
    String broken = Samples.container();
    String later = Samples.container();

    // When
    publish(broken, "{not JSON", UUID.randomUUID(), STARTED);
    publish(broken, null, UUID.randomUUID(), STARTED);
    producer.send(new ProducerRecord<>(Topics.CONTAINERS, 0, broken, "no headers at all"));
    deliver(later, UUID.randomUUID(), STARTED);

    // Then
    await().until(() -> notesOf(later) == 1);
    await().until(() -> deadLetters(broken) == 3);
  }

  @Test
  void passesOverTypesThatItDoesNotKnow() {
    // Given
    String container = Samples.container();
    UUID id = UUID.randomUUID();

    // When
    deliver(container, id, "dev.postern.ContainerPaintedGreen.v1");
    deliver(container, UUID.randomUUID(), STARTED);

    // Then
    await().until(() -> notesOf(container) == 1);
    assertThat(consumed(id)).isFalse();
    assertThat(deadLetters(container)).isZero();
  }

  @Test
  void waitsForTheDatabaseAndLosesNothing() {
    // Given
    String before = Samples.container();
    String meanwhile = Samples.container();
    deliver(before, UUID.randomUUID(), STARTED);
    await().until(() -> notesOf(before) == 1);

    // When
    CuttableBackends.line().cut();
    deliver(meanwhile, UUID.randomUUID(), STARTED);
    await().until(() -> CuttableBackends.line().refused() > 3);
    CuttableBackends.line().mend();

    // Then
    await().until(() -> notesOf(meanwhile) == 1);
    assertThat(deadLetters(meanwhile)).isZero();
  }

  /** To one partition, so that the order of delivery is the order of the calls. */
  private static void deliver(String container, UUID id, String type) {
    publish(container, EventJson.write(Samples.started(container)), id, type);
  }

  private static void publish(String key, String json, UUID id, String type) {
    var record = new ProducerRecord<>(Topics.CONTAINERS, 0, key, json);
    Map.of(
            EventHeaders.ID,
            id.toString(),
            EventHeaders.TYPE,
            type,
            EventHeaders.SOURCE,
            "/postern/test",
            EventHeaders.TIME,
            Instant.now().toString(),
            EventHeaders.SEQUENCE,
            Long.toString(sequenceOf(id)))
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    producer.send(record);
  }

  /** The same event has the same sequence, and a later one a higher. */
  private static long sequenceOf(UUID id) {
    return SEQUENCES.computeIfAbsent(id, later -> (long) SEQUENCES.size() + 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long attempts(String container) {
    return notes.handled().stream().filter(container::equals).count();
  }

  private static long notesOf(String container) {
    return Database.count("SELECT count(*) FROM note WHERE container = ?", container);
  }

  private static boolean consumed(UUID id) {
    return Database.count("SELECT count(*) FROM consumed_event WHERE id = ?", id) == 1;
  }

  private static long deadLetters(String key) {
    return Wire.records(Topics.DEAD_LETTERS, key).size();
  }
}
