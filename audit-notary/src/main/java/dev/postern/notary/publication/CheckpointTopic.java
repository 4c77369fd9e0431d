package dev.postern.notary.publication;

import dev.postern.notary.publication.Publications.Place;
import dev.postern.notary.publication.Publications.Signed;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic: the key is the origin, the value the signed note. */
final class CheckpointTopic implements Place {

  private static final int PATIENCE_MILLIS = 5_000;

  private final String topic;
  private final Map<String, Object> settings;
  private Producer<String, String> producer;

  CheckpointTopic(String topic, Map<String, Object> kafka) {
    this.topic = topic;
    this.settings = new HashMap<>(kafka);
    settings.keySet().retainAll(ProducerConfig.configNames());
    settings.put("client.id", "postern-audit-notary-checkpoints");
    settings.put("acks", "all");
    settings.put("max.block.ms", PATIENCE_MILLIS);
    settings.put("request.timeout.ms", PATIENCE_MILLIS);
    settings.put("delivery.timeout.ms", PATIENCE_MILLIS);
    settings.put("linger.ms", 0);
  }

  @Override
  public String name() {
    return topic;
  }

  @Override
  public void take(Signed checkpoint) throws Exception {
    if (producer == null) {
      producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
    var record = new ProducerRecord<>(topic, checkpoint.origin().toString(), checkpoint.note());
    try {
      producer.send(record).get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
