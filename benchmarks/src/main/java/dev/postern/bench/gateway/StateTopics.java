package dev.postern.bench.gateway;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.state.StateValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka with the state topics that a gateway reads. */
final class StateTopics implements AutoCloseable {

  private final EmbeddedKafka kafka = EmbeddedKafka.temporary();
  private final KafkaProducer<String, String> producer;

  StateTopics() {
    PosternTopics.create(kafka.bootstrap());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "linger.ms", "5"),
            new StringSerializer(),
            new StringSerializer());
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  /** Stores it, and waits until it is. */
  void put(StateValue value) {
    send(value);
    flush();
  }

  void send(StateValue value) {
    var type = EventCatalogue.typeOf(value.getClass());
    var record = new ProducerRecord<>(type.topic(), value.topicKey(), EventJson.write(value));
    header(record, EventHeaders.TYPE, type.cloudEventType());
    header(record, EventHeaders.SEQUENCE, "1");
    producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
    kafka.close();
  }
}
