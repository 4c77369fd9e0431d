package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.TraceParent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No record holds up those behind it, whatever it is. */
@QuarkusTest
@WithTestResource(CuttableBackends.class)
class DeadLetterTest {

  private static final String STARTED = "dev.postern.ContainerStarted.v1";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final int MORE_THAN_A_BROKER_TAKES = 3 * 1024 * 1024;

  /** Far less than eight attempts with their pauses take. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static KafkaProducer<String, String> producer;

  @Inject NoteTaker notes;

  @BeforeAll
  static void openProducer() {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                Backends.kafkaBootstrap(),
                "compression.type",
                "gzip",
                "max.request.size",
                2 * MORE_THAN_A_BROKER_TAKES),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void closeProducer() {
    producer.close();
  }

  @Test
  void aBrokenRecordThatIsLargerThanABrokerTakesIsToldWithAnExcerptAndItsPlace() throws Exception {
    // Given
    String broken = Samples.container();
    String later = Samples.container();

    // When
    RecordMetadata place =
        publish(broken, "{\"a\":\"" + "x".repeat(MORE_THAN_A_BROKER_TAKES), Map.of());
    publish(later, started(later), Map.of());

    // Then
    await().until(() -> notesOf(later) == 1);
    ConsumerRecord<String, String> letter = letterOf(broken);
    assertThat(letter.value()).startsWith("{\"a\":\"xxx").hasSize(DeadLetterRecord.LONGEST_VALUE);
    assertThat(Wire.header(letter, DeadLetterRecord.TOPIC)).isEqualTo(Topics.CONTAINERS);
    assertThat(Wire.header(letter, DeadLetterRecord.PARTITION)).isEqualTo("0");
    assertThat(Wire.header(letter, DeadLetterRecord.OFFSET))
        .isEqualTo(Long.toString(place.offset()));
    assertThat(Wire.header(letter, DeadLetterRecord.VALUE_BYTES))
        .isEqualTo(Integer.toString(MORE_THAN_A_BROKER_TAKES + 6));
  }

  @Test
  void largeHeadersAndAKeyWithoutEndAreCutToo() throws Exception {
    // Given
    String container = Samples.container();
    String large = "y".repeat(MORE_THAN_A_BROKER_TAKES / 4);
    String type = container + large;

    // When
    publish(
        container,
        "{",
        Map.of(EventHeaders.SOURCE, large, EventHeaders.SUBJECT, type, "their-own", large));
    publish(large, "{", Map.of(EventHeaders.SUBJECT, container));
    String later = Samples.container();
    publish(later, started(later), Map.of());

    // Then
    await().until(() -> notesOf(later) == 1);
    assertThat(Wire.header(letterOf(container), EventHeaders.SOURCE))
        .hasSize(DeadLetterRecord.LONGEST_HEADER);
    assertThat(letterOf(container).headers().lastHeader("their-own")).isNull();
    await()
        .until(
            () ->
                Wire.records(Topics.DEAD_LETTERS, null).stream()
                    .anyMatch(
                        letter -> Wire.header(letter, EventHeaders.SUBJECT).equals(container)));
  }

  /** What a handler fails with that the next attempt would fail with too. */
  enum Defect {
    NUL(() -> new IllegalStateException(new java.sql.SQLException("no", "22021"))),
    TOO_LONG(() -> new IllegalStateException(new java.sql.SQLException("no", "22001"))),
    CHECK(() -> new IllegalStateException(new java.sql.SQLException("no", "23514"))),
    TOO_LARGE(() -> new IllegalStateException(new java.sql.SQLException("no", "54000"))),
    NULL(() -> new NullPointerException("no")),
    ARGUMENT(() -> new IllegalArgumentException("no")),
    TIME(() -> new java.time.DateTimeException("no"));

    private final Supplier<RuntimeException> failure;

    Defect(Supplier<RuntimeException> failure) {
      this.failure = failure;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWouldFailAgainHoldsNothingBack(Defect defect) throws Exception {
    // Given
    String broken = Samples.container();
    notes.failWith(broken, defect.failure);

    // When
    publish(broken, started(broken), Map.of());

    // Then
    await().atMost(AT_ONCE).until(() -> letters(broken).size() == 1);
    assertThat(notes.handled().stream().filter(broken::equals)).hasSize(1);
  }

  @Test
  void aKeyThatIsTakenIsTriedAgainBecauseAnotherTransactionMayHaveBeenFirst() throws Exception {
    // Given
    String container = Samples.container();
    notes.failFor(
        container, 1, () -> new IllegalStateException(new java.sql.SQLException("no", "23505")));

    // When
    publish(container, started(container), Map.of());

    // Then
    await().until(() -> notesOf(container) == 1);
    assertThat(letters(container)).isEmpty();
  }

  @Test
  void anEventFromTheFutureIsPutAsideAndOneWhoseClockIsALittleAheadIsNot() throws Exception {
    // Given
    String future = Samples.container();
    String ahead = Samples.container();

    // When
    publish(future, started(future), Map.of(EventHeaders.TIME, "9999-12-31T23:59:59Z"));
    publish(
        ahead,
        started(ahead),
        Map.of(EventHeaders.TIME, Instant.now().plus(Duration.ofMinutes(4)).toString()));

    // Then
    await().until(() -> notesOf(ahead) == 1);
    assertThat(Wire.header(letterOf(future), DeadLetterRecord.REASON)).contains("in the future");
    assertThat(notesOf(future)).isZero();
  }

  @Test
  void aHeaderThatIsThereTwiceMakesNoEvent() throws Exception {
    // Given
    String container = Samples.container();
    var record = record(container, started(container), Map.of());
    record.headers().add(EventHeaders.TYPE, bytes("dev.postern.ContainerStopped.v1"));

    // When
    producer.send(record).get();

    // Then
    assertThat(Wire.header(letterOf(container), DeadLetterRecord.REASON))
        .contains("ce_type", "more than once");
    assertThat(notesOf(container)).isZero();
  }

  @Test
  void theTraceOfARecordGoesOnInItsHandlerAndInItsDeadLetter() throws Exception {
    // Given
    String container = Samples.container();
    String broken = Samples.container();

    // When
    publish(container, started(container), Map.of(EventHeaders.TRACE_PARENT, TRACE));
    publish(broken, "{", Map.of(EventHeaders.TRACE_PARENT, TRACE));

    // Then
    assertThat(Wire.header(letterOf(broken), EventHeaders.TRACE_PARENT)).isEqualTo(TRACE);
    assertThat(notes.traceOf(container))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .isNotEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hostile",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n00-\u0000"
      })
  void whatIsNoTraceIsReplacedByANewOne(String hostile) throws Exception {
    // Given
    String container = Samples.container();
    String broken = Samples.container();

    // When
    publish(container, started(container), Map.of(EventHeaders.TRACE_PARENT, hostile));
    publish(broken, "{", Map.of(EventHeaders.TRACE_PARENT, hostile));

    // Then
    assertThat(Wire.header(letterOf(broken), EventHeaders.TRACE_PARENT))
        .matches(TraceParent::isValid);
    assertThat(notes.traceOf(container))
        .matches(TraceParent::isValid)
        .doesNotContain("0af7651916cd43dd8448eb211c80319c");
  }

  private static ConsumerRecord<String, String> letterOf(String container) {
    await().until(() -> letters(container).size() == 1);
    return letters(container).get(0);
  }

  private static List<ConsumerRecord<String, String>> letters(String container) {
    return Wire.records(Topics.DEAD_LETTERS, container);
  }

  private static String started(String container) {
    return EventJson.write(Samples.started(container));
  }

  private static RecordMetadata publish(String key, String json, Map<String, String> headers)
      throws ExecutionException, InterruptedException {
    return producer.send(record(key, json, headers)).get();
  }

  private static ProducerRecord<String, String> record(
      String key, String json, Map<String, String> headers) {
    var record = new ProducerRecord<>(Topics.CONTAINERS, 0, key, json);
    var all =
        new java.util.HashMap<>(
            Map.of(
                EventHeaders.ID,
                UUID.randomUUID().toString(),
                EventHeaders.TYPE,
                STARTED,
                EventHeaders.SOURCE,
                "/postern/test",
                EventHeaders.TIME,
                Instant.now().toString(),
                EventHeaders.SEQUENCE,
                "1"));
    all.putAll(headers);
    all.forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long notesOf(String container) {
    return Database.count("SELECT count(*) FROM note WHERE container = ?", container);
  }
}
