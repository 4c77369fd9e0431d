package dev.postern.local.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Against a real broker. */
class DeletedContainersTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String DELETED = "dev.postern.ContainerDeleted.v1";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();

  @Test
  void whatWasDeletedBeforeTheStartOrLaterIsEndedAndNothingElse() {
    try (var kafka = EmbeddedKafka.temporary();
        var producer = producer(kafka.bootstrap())) {
      // Given
      PosternTopics.create(kafka.bootstrap());
      send(producer, DELETED, "{\"container\":\"cbefore\",\"account\":\"demo\"}");
      send(producer, "dev.postern.ContainerStopped.v1", "{\"container\":\"cstopped\"}");
      send(producer, DELETED, "{");
      send(producer, DELETED, null);
      send(producer, DELETED, "{\"container\":7}");

      // When
      try (var deleted = new DeletedContainers(kafka.bootstrap(), this::delete, notes::add)) {
        deleted.start();
        await().atMost(SOON).until(() -> asked.size() == 1);
        send(producer, DELETED, "{\"container\":\"cunknown\"}");
        send(producer, DELETED, "{\"container\":\"clater\"}");

        // Then
        await().atMost(SOON).until(() -> asked.size() == 3);
      }
      assertThat(asked).containsExactly("cbefore", "cunknown", "clater");
      assertThat(notes)
          .containsExactly(
              "container cbefore-name was deleted and is ended here",
              "container clater-name was deleted and is ended here");
    }
  }

  private Optional<String> delete(String id) {
    asked.add(id);
    return id.equals("cunknown") ? Optional.empty() : Optional.of(id + "-name");
  }

  private static void send(KafkaProducer<String, String> producer, String type, String value) {
    var record = new ProducerRecord<>(Topics.CONTAINERS, 0, "c1", value);
    record.headers().add(EventHeaders.TYPE, type.getBytes(UTF_8));
    producer.send(record);
    producer.flush();
  }

  private static KafkaProducer<String, String> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrap),
        new StringSerializer(),
        new StringSerializer());
  }
}
