package dev.postern.key.usage;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway's sessions tell an owner when each key was last used. */
@QuarkusTest
@WithTestResource(Backends.class)
class LastUseRecorderTest {

  private final Instant noon =
      Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
  private final Tenant owner = Tenant.unique();
  private String key;
  private String last;
  private KafkaProducer<String, String> gateway;

  @BeforeEach
  void addKeys() {
    key = owner.addedId(newKey("used"));
    last = owner.addedId(newKey("told last"));
    gateway =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterEach
  void stopTheGateway() {
    gateway.close();
  }

  @Test
  void aSessionIsSeenAtItsKeyAndAtNoOther() {
    owner.list().then().body("items.lastUsedAt", contains(nullValue(), nullValue()));

    opened(key, noon);

    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> noon.equals(lastUse(key)));
    assertThat(lastUse(last)).isNull();
  }

  @Test
  void aUseWithinAMinuteOfTheLastIsNotWritten() {
    opened(key, noon);
    opened(key, noon.plusSeconds(59));

    awaitTheRest();
    assertThat(lastUse(key)).isEqualTo(noon);
    opened(key, noon.plusSeconds(60));
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> noon.plusSeconds(60).equals(lastUse(key)));
  }

  @Test
  void aLateEventDoesNotMoveTheLastUseBack() {
    opened(key, noon);
    opened(key, noon.minusSeconds(600));

    awaitTheRest();
    assertThat(lastUse(key)).isEqualTo(noon);
  }

  @Test
  void theClockOfAGatewayThatIsAheadDoesNotCount() {
    opened(key, Instant.now().plus(4, ChronoUnit.MINUTES));

    awaitTheRest();
    assertThat(lastUse(key)).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void anEventThatNamesAnotherFingerprintIsPassedOver() {
    String other = owner.get(last).path("fingerprint");
    send(UUID.randomUUID().toString(), noon, EventJson.write(session(key, other)));

    awaitTheRest();
    assertThat(lastUse(key)).isNull();
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheNextIsRead() {
    String unreadable = "no event of " + owner.account();
    send("not a UUID", noon, unreadable);

    awaitTheRest();
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.DEAD_LETTERS).stream()
                    .anyMatch(entry -> unreadable.equals(entry.value())));
  }

  /** The record that is sent last is read last, since all are of one container. */
  private void awaitTheRest() {
    opened(last, noon);
    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> lastUse(last) != null);
  }

  private void opened(String id, Instant time) {
    String fingerprint = owner.get(id).path("fingerprint");
    send(UUID.randomUUID().toString(), time, EventJson.write(session(id, fingerprint)));
  }

  private SessionOpened session(String id, String fingerprint) {
    String account = owner.account();
    return new SessionOpened(
        UUID.randomUUID(), container(), account, account, id, fingerprint, "127.0.0.1", false);
  }

  private String container() {
    return "c" + owner.account().replace("-", "");
  }

  private void send(String id, Instant time, String json) {
    var entry = new ProducerRecord<>(Topics.SESSIONS, container(), json);
    Map.of(
            EventHeaders.ID,
            id,
            EventHeaders.SOURCE,
            "/postern/ssh-gateway",
            EventHeaders.TYPE,
            "dev.postern.SessionOpened.v1",
            EventHeaders.TIME,
            time.toString())
        .forEach(
            (name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    gateway.send(entry);
    gateway.flush();
  }

  private Instant lastUse(String id) {
    String time = owner.get(id).path("lastUsedAt");
    return time == null ? null : Instant.parse(time);
  }
}
