package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long after the request a removed key's tombstone is with a reader that is live, as a gateway
 * is. Asserts nothing: the README says how to run it, and what it said.
 */
@QuarkusTest
@WithTestResource(Backends.class)
@EnabledIfSystemProperty(named = "postern.measure", matches = "true")
class RevocationMeasurement {

  private static final int ACCOUNTS = 6;
  private static final int KEYS_OF_EACH = 100;
  private static final int WARM_UP = 100;

  @Test
  void measure() {
    List<Long> micros = new ArrayList<>();
    try (KafkaConsumer<String, String> gateway = liveReader()) {
      for (int i = 0; i < ACCOUNTS; i++) {
        Tenant owner = Tenant.unique();
        for (int j = 0; j < KEYS_OF_EACH; j++) {
          micros.add(removal(owner, owner.addedId(newKey("key " + j)), gateway));
        }
      }
    }
    print(micros.subList(WARM_UP, micros.size()));
  }

  private static long removal(Tenant owner, String id, KafkaConsumer<String, String> gateway) {
    String fingerprint = owner.get(id).path("fingerprint");
    long start = System.nanoTime();
    owner.remove(id).then().statusCode(204);
    while (!sees(gateway, fingerprint)) {
      Thread.onSpinWait();
    }
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
  }

  private static boolean sees(KafkaConsumer<String, String> gateway, String fingerprint) {
    boolean seen = false;
    for (var entry : gateway.poll(Duration.ofSeconds(10))) {
      seen |= entry.key().equals(fingerprint) && entry.value() == null;
    }
    return seen;
  }

  private static KafkaConsumer<String, String> liveReader() {
    KafkaConsumer<String, String> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", Backends.kafkaBootstrap(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        reader.partitionsFor(Topics.STATE_KEYS).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position);
    return reader;
  }

  private static void print(List<Long> micros) {
    Collections.sort(micros);
    System.out.printf(
        "removal to tombstone, ms: n=%d p50=%.1f p99=%.1f max=%.1f%n",
        micros.size(), at(micros, 0.5), at(micros, 0.99), at(micros, 1));
  }

  private static double at(List<Long> sorted, double quantile) {
    int index = (int) Math.ceil(quantile * sorted.size()) - 1;
    return sorted.get(index) / 1000.0;
  }
}
