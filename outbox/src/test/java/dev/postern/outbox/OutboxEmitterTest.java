package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.events.Actor;
import dev.postern.events.Event;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.events.Topics;
import dev.postern.events.TraceParent;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.state.KeyState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
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
                List.of(
                    caused(fresh, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                    caused(known, null))));

    // Then
    await().until(() -> Wire.records(Topics.CONTAINERS, known).size() == 2);
    ConsumerRecord<String, String> second = Wire.records(Topics.CONTAINERS, known).get(1);
    ConsumerRecord<String, String> first = Wire.records(Topics.CONTAINERS, fresh).get(0);
    assertThat(Wire.header(second, EventHeaders.SEQUENCE)).isEqualTo("2");
    assertThat(Wire.header(first, EventHeaders.SEQUENCE)).isEqualTo("1");
    assertThat(Wire.header(first, EventHeaders.TRACE_PARENT))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c");
    assertThat(Wire.header(second, EventHeaders.TRACE_PARENT)).matches(TraceParent::isValid);
    assertThat(second.value()).isEqualTo(Wire.records(Topics.CONTAINERS, known).get(0).value());
  }

  @Test
  void refusesTwoEventsOfOneKeyTogether() {
    // Given
    String container = Samples.container();

    // Then
    assertThatThrownBy(
            () ->
                transactions.commit(
                    () ->
                        emitter.sendAll(List.of(caused(container, null), caused(container, null)))))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static CausedEvent caused(String container, String trace) {
    return new CausedEvent(
        CausedEvent.nextId(), Samples.started(container), new Cause(trace, null, null));
  }

  @Test
  void anEventOfARequestSaysWhoSentItAndOneThatFollowsNamesIt() {
    // Given
    String container = Samples.container();
    Actor actor = new Actor("s1", "demo", "cli", List.of("user"));
    UUID first = CausedEvent.nextId();
    relays.start();

    // When
    transactions.commit(
        () -> {
          CurrentCause.isRequestOf(actor);
          return emitter.send(first, Samples.started(container));
        });
    transactions.commit(
        () ->
            CurrentTrace.continued(
                "test", null, first, () -> emitter.send(Samples.started(container))));
    transactions.commit(() -> emitter.send(Samples.started(container)));

    // Then
    await().until(() -> Wire.records(Topics.CONTAINERS, container).size() == 3);
    List<Event<?>> events =
        Wire.records(Topics.CONTAINERS, container).stream()
            .<Event<?>>map(
                r ->
                    EventReader.read(name -> Wire.header(r, name), r.key(), r.value())
                        .orElseThrow())
            .toList();
    assertThat(events.get(0).id()).isEqualTo(first);
    assertThat(events).extracting(Event::actor).containsExactly(actor, null, null);
    assertThat(events).extracting(Event::causationId).containsExactly(null, first, null);
  }

  @Test
  void eventsThatAreStoredTogetherKeepEachItsCause() {
    // Given
    String requested = Samples.container();
    String following = Samples.container();
    Actor actor = new Actor("s1", "demo", "cli", List.of("user"));
    UUID cause = CausedEvent.nextId();
    relays.start();

    // When
    transactions.commit(
        () ->
            emitter.sendAll(
                List.of(
                    new CausedEvent(
                        CausedEvent.nextId(),
                        Samples.started(requested),
                        new Cause(null, actor, null)),
                    new CausedEvent(
                        CausedEvent.nextId(),
                        Samples.started(following),
                        new Cause(null, null, cause)))));

    // Then
    await().until(() -> !Wire.records(Topics.CONTAINERS, following).isEmpty());
    ConsumerRecord<String, String> first = Wire.records(Topics.CONTAINERS, requested).get(0);
    ConsumerRecord<String, String> second = Wire.records(Topics.CONTAINERS, following).get(0);
    assertThat(first.value()).contains("\"actor\":{\"subject\":\"s1\"");
    assertThat(Wire.header(first, EventHeaders.CAUSATION_ID)).isNull();
    assertThat(second.value()).doesNotContain("actor");
    assertThat(Wire.header(second, EventHeaders.CAUSATION_ID)).isEqualTo(cause.toString());
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
    assertThat(headers.remove(EventHeaders.TRACE_PARENT)).matches(TraceParent::isValid);
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
        .containsKeys(EventHeaders.ID, EventHeaders.TIME, EventHeaders.SOURCE)
        .hasEntrySatisfying(
            EventHeaders.TRACE_PARENT, trace -> assertThat(trace).matches(TraceParent::isValid));
  }

  @Test
  void whatNothingCausedHasATraceOfItsOwnAndOneForAllOfATransaction() {
    // Given
    String fingerprint = "SHA256:" + Samples.container();
    String container = Samples.container();
    String other = Samples.container();
    relays.start();

    // When
    transactions.commit(
        () ->
            emitter
                .send(Samples.started(container))
                .chain(() -> emitter.remove(KeyState.class, fingerprint)));
    transactions.commit(() -> emitter.send(Samples.started(other)));

    // Then
    await().until(() -> !Wire.records(Topics.CONTAINERS, other).isEmpty());
    await().until(() -> !Wire.records(Topics.STATE_KEYS, fingerprint).isEmpty());
    String trace = traceOf(Wire.records(Topics.CONTAINERS, container).get(0));
    assertThat(trace).isEqualTo(traceOf(Wire.records(Topics.STATE_KEYS, fingerprint).get(0)));
    assertThat(trace).isNotEqualTo(traceOf(Wire.records(Topics.CONTAINERS, other).get(0)));
  }

  @Test
  void aWorkersEventHasTheTraceOfWhatCausedItAndASpanOfItsOwn() {
    // Given
    String cause = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    String container = Samples.container();
    String later = Samples.container();
    AtomicReference<Object> logged = new AtomicReference<>();
    relays.start();

    // When
    transactions.onContext(
        () ->
            CurrentTrace.continued(
                    "test",
                    cause,
                    () -> {
                      logged.set(MDC.get("traceId"));
                      return Panache.withTransaction(
                          () -> emitter.send(Samples.started(container)));
                    })
                .chain(() -> Panache.withTransaction(() -> emitter.send(Samples.started(later)))));

    // Then
    await().until(() -> !Wire.records(Topics.CONTAINERS, later).isEmpty());
    ConsumerRecord<String, String> record = Wire.records(Topics.CONTAINERS, container).get(0);
    assertThat(traceOf(record)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(logged.get()).as("of log lines").isEqualTo(traceOf(record));
    assertThat(Wire.header(record, EventHeaders.TRACE_PARENT)).isNotEqualTo(cause);
    assertThat(traceOf(Wire.records(Topics.CONTAINERS, later).get(0)))
        .isNotEqualTo(traceOf(record));
  }

  /** As an earlier version stored it. */
  @Test
  void anEventThatWasStoredWithoutATraceIsPublishedWithOne() {
    // Given
    String container = Samples.container();
    transactions.commit(() -> emitter.send(Samples.started(container)));
    Database.update("UPDATE outbox_event SET traceparent = NULL");

    // When
    relays.start();

    // Then
    await().until(() -> !Wire.records(Topics.CONTAINERS, container).isEmpty());
    ConsumerRecord<String, String> record = Wire.records(Topics.CONTAINERS, container).get(0);
    assertThat(traceOf(record)).isEqualTo(Wire.header(record, EventHeaders.ID).replace("-", ""));
  }

  private static String traceOf(ConsumerRecord<String, String> record) {
    String traceParent = Wire.header(record, EventHeaders.TRACE_PARENT);
    assertThat(traceParent).matches(TraceParent::isValid);
    return traceParent.substring(3, 35);
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
