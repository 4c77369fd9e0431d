package dev.postern.notary;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteKey;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.TileClient;
import dev.postern.transparency.verify.KafkaPartitionLog;
import dev.postern.transparency.verify.PartitionReport;
import dev.postern.transparency.verify.PartitionVerification;
import dev.postern.transparency.verify.Retention;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged behaviour: from an event to a signed checkpoint that an auditor verifies. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(NotaryFolders.class)
class NotaryTest {

  private static final String TOPIC = "postern.keys";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 1);
  private static final Origin ORIGIN = new Origin("test", TOPIC, 1);

  @TestHTTPResource("/v1/logs/postern.keys/1/")
  URI log;

  @Inject NotaryConfig config;

  @ConfigProperty(name = "postern.notary.checkpoint-folder")
  Path published;

  private NoteKey key;

  @BeforeEach
  void publishesAndAwaitsTheSignature() {
    key = NoteKey.parse(given().get("/v1/key").asString());
    long before = signed();
    publish(300);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(signed()).isEqualTo(before + 300));
  }

  @Test
  void aCheckpointIsPublishedOnItsTopicAndInTheFolder() throws IOException {
    long size = signed();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(newestOnTopic().size()).isEqualTo(size));
    String inFolder =
        Files.readString(published.resolve(ORIGIN.toString()).resolve(Long.toString(size)));
    Checkpoint checkpoint = Checkpoint.verified(inFolder, key);
    assertThat(checkpoint.origin()).isEqualTo(ORIGIN);
    assertThat(checkpoint.root()).isEqualTo(newestOnTopic().root());
  }

  @Test
  void anAuditorComparesTheLogWithItsTreeOverHttp() throws IOException {
    TileClient tree = TileClient.open(HttpClient.newHttpClient(), log);
    Checkpoint checkpoint = Checkpoint.verified(tree.checkpoint(), key);
    try (var consumer = consumer()) {
      PartitionReport report =
          new PartitionVerification(ORIGIN, tree, List.of(checkpoint))
              .compare(
                  new KafkaPartitionLog(
                      consumer, PARTITION, () -> Retention.FOR_EVER, Clock.systemUTC()));
      assertThat(report.findings()).isEmpty();
      assertThat(report.records()).isEqualTo(checkpoint.size());
    }
  }

  @Test
  void tilesAreKeptByCachesAndTheCheckpointIsNot() {
    given()
        .get(log + "tile/0/000")
        .then()
        .statusCode(200)
        .header("Cache-Control", startsWith("public"));
    given().get(log + "checkpoint").then().statusCode(200).header("Cache-Control", "no-cache");
  }

  @Test
  void whatIsNotThereIsSaid() {
    for (String path :
        List.of(
            "/v1/logs/postern.keys/99/checkpoint",
            "/v1/logs/nobody/0/checkpoint",
            "/v1/logs/postern.keys/1/tile/0/999",
            "/v1/logs/postern.keys/1/tile/0/1",
            "/v1/logs/postern.keys/1/tile/0/..%2F0.hashes",
            "/v1/logs/postern.keys/1/tile/9/000")) {
      given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }
  }

  @Test
  void everyEventTopicIsSigned() {
    assertThat(config.topics()).containsExactlyInAnyOrderElementsOf(Topics.EVENTS);
  }

  @Test
  void itIsReadyAndCountsWhatItSigned() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/v1/logs").then().body("origins.size()", greaterThan(20));
    assertThat(given().get("/q/metrics").asString())
        .contains("postern_notary_contradictions 0.0")
        .contains("postern_notary_signed ");
  }

  private long signed() {
    Integer size = given().get("/v1/logs").path("origins.'" + ORIGIN + "'");
    return size == null ? 0 : size;
  }

  private Checkpoint newestOnTopic() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), "postern.checkpoints").stream()
        .filter(record -> record.key().equals(ORIGIN.toString()))
        .map(record -> Checkpoint.verified(record.value(), key))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static void publish(int records) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < records; i++) {
        var record =
            new ProducerRecord<>(TOPIC, PARTITION.partition(), "demo", "{\"n\":" + i + "}");
        record.headers().add("ce_id", ("id-" + i).getBytes(StandardCharsets.UTF_8));
        producer.send(record);
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", Backends.kafkaBootstrap(), "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
