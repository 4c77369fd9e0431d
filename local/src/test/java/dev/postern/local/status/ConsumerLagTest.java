package dev.postern.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.events.Topics;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Against a real broker, with transactions as the outbox publishes. */
class ConsumerLagTest {

  private static final String GROUP = "ip-service";
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CONTAINERS, 0);

  @Test
  void aGroupThatHasReadEverythingIsNotBehindByTheMarkersOfTransactions() throws Exception {
    try (var kafka = EmbeddedKafka.temporary();
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        var producer = producer(kafka.bootstrap())) {
      // Given
      PosternTopics.create(kafka.bootstrap());
      long last = transactions(producer, 3);

      // When
      commit(admin, last + 1);

      // Then
      assertThat(ConsumerLag.of(port(kafka.bootstrap()))).containsEntry(GROUP, 0L);

      // When
      transactions(producer, 2);

      // Then
      assertThat(ConsumerLag.of(port(kafka.bootstrap()))).containsEntry(GROUP, 2L);
    }
  }

  /**
   * @return the offset of the last record
   */
  private static long transactions(KafkaProducer<String, String> producer, int count)
      throws Exception {
    long last = -1;
    for (int n = 0; n < count; n++) {
      producer.beginTransaction();
      last = producer.send(new ProducerRecord<>(Topics.CONTAINERS, 0, "c1", "{}")).get().offset();
      producer.commitTransaction();
    }
    return last;
  }

  private static void commit(Admin admin, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(GROUP, Map.of(PARTITION, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static KafkaProducer<String, String> producer(String bootstrap) {
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap, "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static int port(String bootstrap) {
    return URI.create("kafka://" + bootstrap).getPort();
  }
}
