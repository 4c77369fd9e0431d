package dev.postern.backends.kafka;

import dev.postern.events.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                KilledNode.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null && !line.equals("acknowledged")) {
        line = output.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("The node ended before it was killed");
      }
    } finally {
      node.destroyForcibly();
      node.onExit().join();
    }
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
