package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.state.KeyState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(CuttableBackends.class)
class OutboxEmitterTest {
  @Inject OutboxEmitter emitter;
  @Inject Transactions transactions;
  @Inject Relays relays;

  @AfterEach
  void stopRelays() {
    relays.stopAll();
  }

  @Test
  void publishesNothingOfATransactionThatRollsBack() {
    // Given
    String rolledBack = Samples.container();
    String committed = Samples.container();
    relays.start();

    // When
    assertThatThrownBy(
            () ->
                transactions.commit(
                    () -> emitter.send(Samples.started(rolledBack)).invoke(this::fail)))
        .hasRootCauseMessage("rolled back by the test");
    transactions.commit(() -> emitter.send(Samples.started(committed)));

    // Then
    await().until(() -> !Wire.records(Topics.CONTAINERS, committed).isEmpty());
    assertThat(Wire.records(Topics.CONTAINERS, rolledBack)).isEmpty();
  }

  @Test
  void storesManyEventsInOneStatementEachWithTheNextSequenceOfItsKey() {
    // Given
    String known = Samples.container();
    String fresh = Samples.container();
    relays.start();
    transactions.commit(() -> emitter.send(Samples.started(known)));

    // When
    transactions.commit(
        () ->
            emitter.sendAll(
                List.of(Samples.started(fresh), Samples.started(known)),
                Arrays.asList("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null)));

    // Then
    await().until(() -> Wire.records(Topics.CONTAINERS, known).size() == 2);
    ConsumerRecord<String, String> second = Wire.records(Topics.CONTAINERS, known).get(1);
    ConsumerRecord<String, String> first = Wire.records(Topics.CONTAINERS, fresh).get(0);
    assertThat(Wire.header(second, EventHeaders.SEQUENCE)).isEqualTo("2");
    assertThat(Wire.header(first, EventHeaders.SEQUENCE)).isEqualTo("1");
    assertThat(Wire.header(first, "traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
    assertThat(second.value()).isEqualTo(Wire.records(Topics.CONTAINERS, known).get(0).value());
  }

  @Test
  void refusesTwoEventsOfOneKeyTogether() {
    // Given
    ContainerStarted event = Samples.started(Samples.container());

    // Then
    assertThatThrownBy(
            () ->
                transactions.commit(
                    () -> emitter.sendAll(List.of(event, event), Arrays.asList(null, null))))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToSendOutsideOfATransaction() {
    // Given
    ContainerStarted event = Samples.started(Samples.container());

    // When
    assertThatThrownBy(
            () -> transactions.onContext(() -> Panache.withSession(() -> emitter.send(event))))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within a transaction");
    assertThatThrownBy(() -> transactions.onContext(() -> emitter.send(event)))
        .hasRootCauseInstanceOf(IllegalStateException.class);

    // Then
    assertThat(stored(event.container())).isZero();
  }

  @Test
  void refusesWhatNoRecordCouldCarry() {
    assertThatThrownBy(() -> transactions.commit(() -> emitter.send(Samples.started(""))))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> transactions.commit(() -> emitter.send(() -> "not of the catalogue")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> transactions.commit(() -> emitter.send(Samples.started("c".repeat(600_000)))))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesTheAttributesOfCloudEvents() {
    // Given
    String container = Samples.container();
    relays.start();

    // When
    transactions.commit(() -> emitter.send(Samples.started(container)));

    // Then
    await().until(() -> !Wire.records(Topics.CONTAINERS, container).isEmpty());
    ConsumerRecord<String, String> record = Wire.records(Topics.CONTAINERS, container).get(0);
    Map<String, String> headers = headersOf(record);
    assertThat(UUID.fromString(headers.remove(EventHeaders.ID)).version()).isEqualTo(7);
    assertThat(headers.get(EventHeaders.TIME)).endsWith("Z");
    assertThat(Instant.parse(headers.remove(EventHeaders.TIME))).isBefore(Instant.now());
    assertThat(headers)
        .isEqualTo(
            Map.of(
                EventHeaders.SPEC_VERSION, "1.0",
                EventHeaders.SOURCE, "/postern/outbox-test",
                EventHeaders.TYPE, "dev.postern.ContainerStarted.v1",
                EventHeaders.SUBJECT, container,
                EventHeaders.SEQUENCE, "1",
                EventHeaders.DATA_SCHEMA,
                    "https://postern.dev/schemas/dev.postern.ContainerStarted.v1.json",
                EventHeaders.CONTENT_TYPE, "application/json"));
    assertThat(record.value()).contains("\"container\":\"" + container + "\"");
  }

  @Test
  void removesAKeyWithATombstoneThatCarriesTheSameAttributes() {
    // Given
    String fingerprint = "SHA256:" + Samples.container();
    relays.start();

    // When
    transactions.commit(
        () ->
            emitter
                .send(Samples.key(fingerprint))
                .chain(() -> emitter.remove(KeyState.class, fingerprint)));

    // Then
    await().until(() -> Wire.records(Topics.STATE_KEYS, fingerprint).size() == 2);
    ConsumerRecord<String, String> tombstone = Wire.records(Topics.STATE_KEYS, fingerprint).get(1);
    assertThat(tombstone.value()).isNull();
    assertThat(headersOf(tombstone))
        .containsEntry(EventHeaders.TYPE, "dev.postern.KeyState.v1")
        .containsEntry(EventHeaders.SEQUENCE, "2")
        .containsEntry(EventHeaders.SUBJECT, fingerprint)
        .containsKeys(EventHeaders.ID, EventHeaders.TIME, EventHeaders.SOURCE);
  }

  private static Map<String, String> headersOf(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new HashMap<>();
    record.headers().forEach(it -> headers.put(it.key(), Wire.header(record, it.key())));
    return headers;
  }

  private static long stored(String key) {
    return Database.count("SELECT count(*) FROM outbox_event WHERE key = ?", key);
  }

  private void fail() {
    throw new IllegalStateException("rolled back by the test");
  }
}
