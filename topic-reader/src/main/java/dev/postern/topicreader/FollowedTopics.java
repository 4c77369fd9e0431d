package dev.postern.topicreader;

import dev.postern.topicreader.TopicReader.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The partitions that a consumer follows: all of its topics, and more as they are made. */
final class FollowedTopics {

  /** How long Kafka has for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Consumer<String, String> consumer;
  private final Collection<String> topics;
  private final Start start;
  private boolean started;
  private boolean complete;

  FollowedTopics(Consumer<String, String> consumer, Collection<String> topics, Start start) {
    this.consumer = consumer;
    this.topics = topics;
    this.start = start;
  }

  boolean isEmpty() {
    return consumer.assignment().isEmpty();
  }

  /**
   * Takes up what is new, and compares the positions with the ends that the brokers name.
   *
   * @return whether every topic is there and read to its end
   * @throws org.apache.kafka.common.errors.TimeoutException where Kafka does not answer
   */
  boolean refresh() {
    List<TopicPartition> present = present();
    takeUp(present);
    Map<TopicPartition, Long> ends = consumer.endOffsets(present, PATIENCE);
    started = true;
    return complete
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  private List<TopicPartition> present() {
    List<TopicPartition> present = new ArrayList<>();
    complete = true;
    for (String topic : topics) {
      List<PartitionInfo> known = consumer.partitionsFor(topic, PATIENCE);
      if (known == null || known.isEmpty()) {
        complete = false;
      } else {
        known.forEach(at -> present.add(new TopicPartition(at.topic(), at.partition())));
      }
    }
    return present;
  }

  private void takeUp(List<TopicPartition> present) {
    Set<TopicPartition> followed = consumer.assignment();
    List<TopicPartition> added =
        present.stream().filter(partition -> !followed.contains(partition)).toList();
    if (added.isEmpty()) {
      return;
    }
    consumer.assign(present);
    if (started || start == Start.BEGINNING) {
      consumer.seekToBeginning(added);
    } else {
      consumer.seekToEnd(added);
      added.forEach(partition -> consumer.position(partition, PATIENCE));
    }
  }
}
