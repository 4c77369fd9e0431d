package dev.postern.backends.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  @Test
  void keepsItsRecordsOverARestart(@TempDir Path folder) throws Exception {
    // Given
    try (var kafka = EmbeddedKafka.start(folder, 0)) {
      PosternTopics.create(kafka.bootstrap());
      send(kafka.bootstrap(), "c1", "one");
    }

    // When
    try (var kafka = EmbeddedKafka.start(folder, 0)) {
      PosternTopics.create(kafka.bootstrap());
      send(kafka.bootstrap(), "c1", "two");

      // Then
      assertThat(KafkaLog.readAll(kafka.bootstrap(), Topics.CONTAINERS))
          .extracting(record -> record.key() + "=" + record.value())
          .containsExactly("c1=one", "c1=two");
    }
  }

  @Test
  void keepsWhatItAcknowledgedBeforeAKill(@TempDir Path folder) throws Exception {
    // Given
    KilledNode.on(folder);

    // When
    try (var kafka = EmbeddedKafka.start(folder, 0)) {

      // Then
      assertThat(KafkaLog.readAll(kafka.bootstrap(), Topics.CONTAINERS))
          .extracting(record -> Integer.parseInt(record.value()))
          .containsExactlyElementsOf(IntStream.range(0, KilledNode.ACKNOWLEDGED).boxed().toList());
    }
  }

  @Test
  void commitsATransactionAndHidesAnAbortedOne() throws Exception {
    try (var kafka = EmbeddedKafka.temporary()) {
      // Given
      PosternTopics.create(kafka.bootstrap());

      // When
      transaction(kafka.bootstrap(), "kept", true);
      transaction(kafka.bootstrap(), "dropped", false);

      // Then
      assertThat(KafkaLog.readAll(kafka.bootstrap(), Topics.KEYS, Topics.IPS))
          .extracting(record -> record.value())
          .containsExactly("kept");
    }
  }

  @Test
  void keepsEventsForEverSessionsForAYearAndTheLatestState() throws Exception {
    try (var kafka = EmbeddedKafka.temporary();
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      // When
      PosternTopics.create(kafka.bootstrap());

      // Then
      assertThat(setting(admin, Topics.CONTAINERS, "retention.ms")).isEqualTo("-1");
      assertThat(setting(admin, Topics.DEAD_LETTERS, "retention.ms")).isEqualTo("-1");
      assertThat(setting(admin, Topics.SESSIONS, "retention.ms")).isEqualTo("31536000000");
      assertThat(setting(admin, Topics.STATE_KEYS, "cleanup.policy")).isEqualTo("compact");
      assertThat(admin.listTopics().names().get()).hasSize(PosternTopics.all().size());
    }
  }

  @Test
  void saysThatAPortIsTaken(@TempDir Path folder) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort()).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  @Test
  void saysThatAFolderIsTaken(@TempDir Path folder) {
    try (var kafka = EmbeddedKafka.start(folder, 0)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(folder.toString());
      PosternTopics.create(kafka.bootstrap());
    }
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }

  private static void send(String bootstrap, String key, String value) throws Exception {
    try (var producer = producer(Map.of("bootstrap.servers", bootstrap))) {
      producer.send(new ProducerRecord<>(Topics.CONTAINERS, key, value)).get(10, TimeUnit.SECONDS);
    }
  }

  private static void transaction(String bootstrap, String value, boolean commit) {
    try (var producer =
        producer(Map.of("bootstrap.servers", bootstrap, "transactional.id", "test"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(Topics.KEYS, "demo", value));
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
