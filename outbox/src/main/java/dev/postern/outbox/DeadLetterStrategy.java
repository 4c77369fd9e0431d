package dev.postern.outbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The failure strategy {@code postern-dead-letters} of an incoming channel: a record that cannot be
 * handled is told on {@code dead-letter-queue.topic}, and the channel goes on. The connector's own
 * strategy copies the whole record, and stops the channel for good where the copy is larger than
 * the broker takes.
 */
@ApplicationScoped
@Identifier("postern-dead-letters")
class DeadLetterStrategy implements KafkaFailureHandler.Factory {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private Producer<byte[], byte[]> producer;

  DeadLetterStrategy(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  @Override
  public KafkaFailureHandler create(
      KafkaConnectorIncomingConfiguration channel,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> report) {
    String topic =
        channel
            .getDeadLetterQueueTopic()
            .orElseThrow(
                () -> new IllegalStateException(channel.getChannel() + " names no dead letters"));
    return new DeadLetterHandler(channel.getChannel(), topic, this::producer);
  }

  /** One for all channels of the service, from the first dead letter on. */
  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> config = new HashMap<>(kafka);
      config.keySet().retainAll(ProducerConfig.configNames());
      config.put(ProducerConfig.CLIENT_ID_CONFIG, "postern-dead-letters");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
  }
}
