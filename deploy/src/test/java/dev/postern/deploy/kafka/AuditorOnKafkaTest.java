package dev.postern.deploy.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.audit.access.AccessQuestion;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.log.TopicLog;
import dev.postern.audit.log.UnreadableLogException;
import dev.postern.audit.verify.LogVerification;
import dev.postern.backends.testing.EventScript;
import dev.postern.deploy.render.Rendered;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.state.KeyState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: the rights of the user auditor are enough for every question, and no more. */
class AuditorOnKafkaTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir static Path folder;
  private static SecuredKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = SecuredKafka.start(Rendered.of("overlays/prod"), folder);
    var script = new EventScript(BEGIN);
    String fingerprint = "SHA256:" + "k".repeat(43);
    script.add(new KeyAdded("k1", "demo", "laptop", "ssh-ed25519", 256, fingerprint, "AAAA", null));
    script.add(
        new KeyState(
            fingerprint, "k1", "demo", "ssh-ed25519", "AAAA", null, KeyState.State.ACTIVE));
    try (var producer =
        new KafkaProducer<>(
            kafka.user("admin"), new StringSerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<String, byte[]> record : script.records()) {
        producer.send(record).get(30, TimeUnit.SECONDS);
      }
    }
    awaitRights();
  }

  /** The broker applies rights a moment after it was given them. */
  private static void awaitRights() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try (TopicLog log = TopicLog.open(kafka.user("auditor"))) {
        if (!log.present(List.of("platform.ips")).isEmpty()
            && !log.present(List.of("postern.keys")).isEmpty()) {
          return;
        }
      }
      Thread.sleep(100);
    }
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void theRightsToReadAreEnoughForEveryQuestion() {
    try (TopicLog log = TopicLog.open(kafka.user("auditor"))) {
      var history = new HistoryReader(log, Progress.NONE);

      assertThat(new AccessQuestion(history).ofAccount("demo", BEGIN).read().records())
          .isEqualTo(1);
      assertThat(
              new LogVerification(log, Progress.NONE, Instant.now(), LogVerification.GRACE)
                  .run()
                  .holds())
          .isTrue();
    }
  }

  @Test
  void anAuditorCanNeitherWriteNorKeepAPosition() {
    try (var producer =
        new KafkaProducer<>(
            kafka.user("auditor"), new StringSerializer(), new StringSerializer())) {
      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("postern.keys", "key", "value")).get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
    Map<String, Object> settings = new HashMap<>(kafka.user("auditor"));
    settings.put("group.id", "auditor");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("postern.keys"));
      assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  @Test
  void whoMayReadLessIsToldWhatIsMissingAndGetsNoHalfAnswer() {
    try (TopicLog log = TopicLog.open(kafka.user("ip-service"))) {
      var history = new HistoryReader(log, Progress.NONE);

      assertThatThrownBy(() -> new AccessQuestion(history).ofAccount("demo", BEGIN))
          .isInstanceOf(UnreadableLogException.class)
          .hasMessageContaining("postern.keys")
          .hasMessageContaining("Read and Describe");
    }
  }
}
