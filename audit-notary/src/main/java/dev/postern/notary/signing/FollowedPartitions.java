package dev.postern.notary.signing;

import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.note.Origin;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The partitions of the topics, taken up as they appear and left when they contradict. */
final class FollowedPartitions {

  private static final Logger LOG = Logger.getLogger(FollowedPartitions.class);
  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Logs logs;
  private final Collection<String> topics;
  private final Map<TopicPartition, PartitionNotary> followed = new HashMap<>();
  private Instant due = Instant.EPOCH;

  /** Signs what is due, between records. */
  @FunctionalInterface
  interface Signing {
    void ifDue(PartitionNotary notary) throws IOException;
  }

  FollowedPartitions(Consumer<byte[], byte[]> consumer, Logs logs, Collection<String> topics) {
    this.consumer = consumer;
    this.logs = logs;
    this.topics = topics;
  }

  boolean isEmpty() {
    return followed.isEmpty();
  }

  void refreshWhenDue(Instant now) throws IOException {
    if (now.isBefore(due)) {
      return;
    }
    List<TopicPartition> added = new ArrayList<>();
    for (TopicPartition partition : present()) {
      if (!followed.containsKey(partition) && takeUp(partition)) {
        added.add(partition);
      }
    }
    if (!added.isEmpty()) {
      consumer.assign(followed.keySet());
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(added, PATIENCE);
      added.forEach(partition -> seek(partition, starts.get(partition)));
    }
    due = now.plus(REFRESH);
  }

  private List<TopicPartition> present() {
    Map<String, List<PartitionInfo>> all = consumer.listTopics(PATIENCE);
    List<TopicPartition> present = new ArrayList<>();
    for (String topic : topics) {
      for (PartitionInfo partition : all.getOrDefault(topic, List.of())) {
        present.add(new TopicPartition(topic, partition.partition()));
      }
    }
    return present;
  }

  private boolean takeUp(TopicPartition partition) throws IOException {
    Origin origin = logs.origin(partition.topic(), partition.partition());
    if (logs.isContradicted(origin)) {
      return false;
    }
    PartitionNotary notary;
    try {
      notary = logs.of(origin);
    } catch (IOException e) {
      // Its folder is not what was signed; the others are no worse for it.
      logs.contradicted(origin, e.getMessage());
      LOG.errorf("Nothing more of the log is signed log=%s cause=%s", origin, e.getMessage());
      return false;
    }
    notary.restart();
    followed.put(partition, notary);
    return true;
  }

  private void seek(TopicPartition partition, long start) {
    PartitionNotary notary = followed.get(partition);
    long next = notary.tree().nextOffset();
    if (notary.tree().appended() > 0 && start > next) {
      LOG.warnf(
          "Records were removed before they were signed log=%s from=%d to=%d",
          notary.origin(), next, start);
    }
    consumer.seek(partition, notary.resumeAt(start));
  }

  void read(ConsumerRecords<byte[], byte[]> records, Clock clock, Signing signing)
      throws IOException {
    for (TopicPartition partition : records.partitions()) {
      PartitionNotary notary = followed.get(partition);
      try {
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          notary.read(LogRecord.of(record), clock.instant());
          signing.ifDue(notary);
        }
      } catch (ContradictionException e) {
        leave(partition, e.getMessage());
      }
    }
  }

  /** The log has no such offset any more, and it had. */
  void cutOff(TopicPartition partition) {
    PartitionNotary notary = followed.get(partition);
    var contradiction =
        new ContradictionException(
            notary.origin(),
            notary.tree().nextOffset(),
            "the log ends before what was signed: it was cut off, or an older one was put back");
    leave(partition, contradiction.getMessage());
  }

  private void leave(TopicPartition partition, String sentence) {
    PartitionNotary notary = followed.remove(partition);
    logs.contradicted(notary.origin(), sentence);
    LOG.errorf(
        "The log is not the one that was signed; nothing more of it is signed: %s", sentence);
    consumer.assign(followed.keySet());
  }
}
