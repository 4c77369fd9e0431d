package dev.postern.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.events.state.StateValue;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the state topics as the services' outboxes do. */
public final class StateTopics implements AutoCloseable {

  private final KafkaProducer<String, String> producer;
  private final AtomicLong sequence = new AtomicLong();

  public StateTopics(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
  }

  public void key(KeyFile key, String account) {
    key(key, account, null);
  }

  public void key(KeyFile key, String account, Instant expiresAt) {
    put(
        new KeyState(
            key.fingerprint(),
            "k" + account.replace("-", ""),
            account,
            key.type(),
            key.blob(),
            expiresAt,
            KeyState.State.ACTIVE));
  }

  public void removeKey(KeyFile key) {
    send(Topics.STATE_KEYS, key.fingerprint(), null, KeyState.class, sequence.incrementAndGet());
  }

  public void removeContainer(String id) {
    send(Topics.STATE_CONTAINERS, id, null, ContainerState.class, sequence.incrementAndGet());
  }

  public void removeShare(ShareState share) {
    send(Topics.STATE_SHARES, share.topicKey(), null, ShareState.class, sequence.incrementAndGet());
  }

  public void put(StateValue value) {
    put(value, sequence.incrementAndGet());
  }

  /** As {@link #put(StateValue)}, of many: the next one that is put waits for all of them. */
  public void putLater(StateValue value) {
    String topic = EventCatalogue.typeOf(value.getClass()).topic();
    String json = EventJson.write(value);
    write(topic, value.topicKey(), json, value.getClass(), sequence.incrementAndGet());
  }

  public void put(StateValue value, long withSequence) {
    String topic = EventCatalogue.typeOf(value.getClass()).topic();
    send(topic, value.topicKey(), EventJson.write(value), value.getClass(), withSequence);
  }

  public void send(
      String topic, String key, String json, Class<? extends StateValue> type, long withSequence) {
    write(topic, key, json, type, withSequence);
    producer.flush();
  }

  private void write(
      String topic, String key, String json, Class<? extends StateValue> type, long withSequence) {
    var record = new ProducerRecord<>(topic, key, json);
    String name = EventCatalogue.typeOf(type).cloudEventType();
    record.headers().add(EventHeaders.TYPE, name.getBytes(UTF_8));
    record.headers().add(EventHeaders.SEQUENCE, Long.toString(withSequence).getBytes(UTF_8));
    producer.send(record);
  }

  @Override
  public void close() {
    producer.close();
  }
}
