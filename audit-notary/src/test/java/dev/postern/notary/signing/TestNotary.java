package dev.postern.notary.signing;

import dev.postern.notary.NotaryConfig;
import dev.postern.transparency.note.NoteSigner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The parts of a notary without its thread: reads a topic to its end once and signs it. */
final class TestNotary {

  private final Logs logs;
  private final String topic;

  TestNotary(Path folder, NoteSigner signer, String topic) {
    this.logs = new Logs(new Settings(folder, topic), signer);
    this.topic = topic;
  }

  void readToTheEnd(String bootstrap) throws Exception {
    Map<String, Object> settings = NotaryConsumer.settings(Map.of("bootstrap.servers", bootstrap));
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var followed = new FollowedPartitions(consumer, logs, List.of(topic));
      followed.refreshWhenDue(Instant.now());
      for (int silent = 0; silent < 5 && !followed.isEmpty(); silent++) {
        try {
          var records = consumer.poll(Duration.ofMillis(300));
          silent = records.isEmpty() ? silent : 0;
          followed.read(records, Clock.systemUTC(), notary -> {});
        } catch (InvalidOffsetException e) {
          e.partitions().forEach(followed::cutOff);
        }
      }
    }
    for (PartitionNotary notary : logs.all()) {
      if (notary.unsigned() > 0 && !logs.isContradicted(notary.origin())) {
        notary.sign();
      }
    }
    logs.close();
  }

  List<String> contradictions() {
    return logs.contradictions();
  }

  private record Settings(Path folder, String topic) implements NotaryConfig {

    @Override
    public String cluster() {
      return "test";
    }

    @Override
    public List<String> topics() {
      return List.of(topic);
    }

    @Override
    public Path signingKey() {
      throw new UnsupportedOperationException("the key is given");
    }

    @Override
    public Duration every() {
      return Duration.ofMinutes(1);
    }

    @Override
    public int records() {
      return 10_000;
    }

    @Override
    public String checkpointTopic() {
      throw new UnsupportedOperationException("nothing is published");
    }

    @Override
    public Optional<Path> checkpointFolder() {
      return Optional.empty();
    }

    @Override
    public Optional<URI> checkpointUrl() {
      return Optional.empty();
    }
  }
}
