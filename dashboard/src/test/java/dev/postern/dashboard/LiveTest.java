package dev.postern.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.kafka.PosternTopics;
import dev.postern.events.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What open pages are told over their streams, with a real Kafka. */
@QuarkusTest
@WithTestResource(StandIns.class)
class LiveTest {

  @TestHTTPResource("/")
  URI dashboard;

  private static KafkaProducer<String, String> producer;
  private final List<LiveListener> opened = new ArrayList<>();

  /** The dashboard runs already: topics that are new are followed, and from their beginnings. */
  @BeforeAll
  static void createTopics() {
    PosternTopics.create(StandIns.kafka());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", StandIns.kafka()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void closeProducer() {
    producer.close();
  }

  @BeforeEach
  void reset() {
    StandIns.reset();
  }

  @AfterEach
  void close() {
    opened.forEach(LiveListener::close);
  }

  @Test
  void anAccountIsToldOnlyOfItsOwnAndAnOperatorOfAll() {
    LiveListener demo = listener("demo");
    LiveListener friend = listener("friend");
    LiveListener operator = listener("operator");

    publish(Topics.CONTAINERS, "PasswordReset", event("demo", "c1"));
    publish(Topics.CONTAINERS, "PasswordReset", event("friend", "c2"));
    publish(Topics.IPS, "PublicIpReleased", "{\"address\":\"192.0.2.1\",\"family\":\"ipv4\"}");
    publish(
        Topics.KEYS,
        "EnvironmentShared",
        "{\"share\":\"s\",\"account\":\"demo\",\"environment\":\"shop\",\"with\":\"friend\"}");

    await().until(() -> demo.heard("shares") && friend.heard("shares") && operator.heard("shares"));
    await().until(() -> operator.heard("ips"));
    assertThat(demo.heard("container:c1")).isTrue();
    assertThat(friend.heard("container:c2")).isTrue();
    assertThat(operator.heard("container:c1") && operator.heard("container:c2")).isTrue();
    assertThat(demo.told().toString()).doesNotContain("c2", "friend", "ips");
    assertThat(friend.told().toString()).doesNotContain("c1", "demo", "ips");
  }

  @Test
  void whatHappenedBetweenThePageAndItsStreamIsTold() {
    Person demo = Person.signedIn(dashboard, "demo", "en");
    String since = demo.get("/keys").body().replaceFirst("(?s).*data-since=\"([^\"]+)\".*", "$1");
    LiveListener first = listener(demo, "/live?since=" + since);
    assertThat(first.heard("*")).isFalse();

    publish(Topics.KEYS, "KeyAdded", "{\"account\":\"demo\",\"key\":\"k\"}");
    await().until(() -> first.heard("keys"));
    LiveListener late = listener(demo, "/live?since=" + since);
    await().until(() -> late.heard("keys"));

    String position = late.last(told -> told.has("keys")).orElseThrow().id();
    LiveListener again = listener(demo, "/live?since=" + position);
    publish(Topics.KEYS, "KeyRemoved", "{\"account\":\"demo\",\"key\":\"k\"}");
    await().until(() -> again.heard("keys"));
    assertThat(again.told().stream().filter(told -> told.has("keys"))).hasSize(1);
  }

  @Test
  void aPositionThatIsNotKnownMeansThatEverythingMayHaveChanged() {
    Person demo = Person.signedIn(dashboard, "demo", "en");
    for (String since : List.of("elsewhere.3", "", "x".repeat(500), "%00")) {
      LiveListener listener = listener(demo, "/live?since=" + since);
      await().until(() -> listener.heard("*"));
      listener.close();
    }
  }

  @Test
  void whatCannotBeReadIsSkipped() {
    LiveListener demo = listener("demo");

    publish(Topics.CONTAINERS, "PasswordReset", "{ not json");
    publish(Topics.CONTAINERS, "PasswordReset", "[1]");
    publish(Topics.CONTAINERS, "PasswordReset", null);
    publish(Topics.CONTAINERS, "PasswordReset", event("demo", "c1 container:c9"));
    publish(Topics.CONTAINERS, "PasswordReset", event("demo", "c3"));

    await().until(() -> demo.heard("container:c3"));
    assertThat(demo.told().toString()).doesNotContain("c9");
  }

  @Test
  void aBurstIsAFewMessages() {
    LiveListener demo = listener("demo");

    IntStream.range(0, 200)
        .forEach(n -> publish(Topics.CONTAINERS, "PasswordReset", event("demo", "b" + n)));

    await().until(() -> demo.heard("container:b199"));
    assertThat(IntStream.range(0, 200)).allMatch(n -> demo.heard("container:b" + n));
    assertThat(demo.told().size()).isLessThan(20);
  }

  @Test
  void anAccountHasOnlySoManyStreamsAndOneThatEndsGivesItsPlace() {
    Person demo = Person.signedIn(dashboard, "demo", "en");
    List<LiveListener> four = IntStream.range(0, 4).mapToObj(n -> listener(demo, "/live")).toList();

    assertThat(demo.listen("/live").status()).isEqualTo(429);
    assertThat(listener("friend").status()).isEqualTo(200);

    four.get(0).close();
    await().until(() -> listener(demo, "/live").status() == 200);
  }

  @Test
  void withoutKafkaPagesAreToldSoAndWhenItIsBackWhatTheyMissed() {
    LiveListener demo = listener("demo");
    await().until(() -> demo.state().equals(Optional.of("live")));

    StandIns.withoutKafka(
        () ->
            await()
                .atMost(15, TimeUnit.SECONDS)
                .until(() -> demo.state().equals(Optional.of("away"))));
    publish(Topics.NOTIFICATIONS, "CredentialsMailed", event("demo", "c7"));

    await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> demo.state().equals(Optional.of("live")) && demo.heard("container:c7"));
    assertThat(demo.heard("mails")).isTrue();
  }

  private LiveListener listener(String account) {
    return listener(Person.signedIn(dashboard, account, "en"), "/live");
  }

  /**
   * Waits until it is told everything, or where its page was made: from then on nothing is missed.
   */
  private LiveListener listener(Person person, String path) {
    LiveListener listener = person.listen(path);
    opened.add(listener);
    if (listener.status() == 200) {
      await().until(() -> listener.state().isPresent());
    }
    return listener;
  }

  private static String event(String account, String container) {
    return "{\"account\":\"" + account + "\",\"container\":\"" + container + "\"}";
  }

  private static void publish(String topic, String type, String json) {
    var record = new ProducerRecord<>(topic, "key", json);
    record
        .headers()
        .add("ce_type", ("dev.postern." + type + ".v1").getBytes(StandardCharsets.UTF_8));
    var unused = producer.send(record);
  }
}
