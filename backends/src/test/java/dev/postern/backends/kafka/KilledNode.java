package dev.postern.backends.kafka;

import dev.postern.backends.testing.KilledProgram;
import dev.postern.events.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A launcher that is killed right after its Kafka acknowledged some records. */
final class KilledNode {

  static final int ACKNOWLEDGED = 20;

  private KilledNode() {}

  /** Returns after the kill. */
  static void on(Path folder) throws IOException {
    KilledProgram.run(KilledNode.class, folder, "acknowledged");
  }

  public static void main(String[] arguments) throws Exception {
    var kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
    PosternTopics.create(kafka.bootstrap());
    var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
    for (int i = 0; i < ACKNOWLEDGED; i++) {
      producer.send(new ProducerRecord<>(Topics.CONTAINERS, "c1", Integer.toString(i))).get();
    }
    System.out.println("acknowledged");
    Thread.currentThread().join();
  }
}
