package dev.postern.bench.audit;

import dev.postern.audit.access.AccessQuestion;
import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.log.TopicLog;
import dev.postern.audit.timeline.Timeline;
import dev.postern.audit.verify.LogVerification;
import dev.postern.audit.verify.VerificationReport;
import dev.postern.backends.kafka.PosternTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One question in a process of its own, as at the command line. Prints how many records it read,
 * the nanoseconds that took, and the most memory that the process had, in KiB.
 */
final class AuditRun {

  private AuditRun() {}

  /**
   * @param arguments what is asked, and the broker
   */
  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.OFF);
    long start = System.nanoTime();
    long records = arguments[0].equals("count") ? count(arguments[1]) : ask(arguments);
    System.out.println(records + " " + (System.nanoTime() - start) + " " + peakKib());
  }

  private static long ask(String[] arguments) {
    try (EventLog log = TopicLog.open(Map.of("bootstrap.servers", arguments[1]))) {
      var history = new HistoryReader(log, Progress.NONE);
      Instant now = Instant.now();
      String container = MillionEvents.container(4711);
      return switch (arguments[0]) {
        case "access" -> new AccessQuestion(history).toContainer(container, now).read().records();
        case "timeline" ->
            new Timeline(log, history).ofAccount("account-7", null, null).read().records();
        case "verify" -> verified(log, now);
        default -> throw new IllegalArgumentException(arguments[0]);
      };
    }
  }

  private static long verified(EventLog log, Instant now) {
    VerificationReport report =
        new LogVerification(log, Progress.NONE, now, LogVerification.GRACE).run();
    if (!report.holds()) {
      throw new IllegalStateException("The log of the benchmark is broken");
    }
    return report.records();
  }

  /** The least that can be done with every record. */
  private static long count(String bootstrap) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "max.poll.records", "10000");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          PosternTopics.all().stream()
              .map(NewTopic::name)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long all = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      long read = 0;
      while (read < all) {
        read += consumer.poll(Duration.ofMillis(100)).count();
      }
      return read;
    }
  }

  private static long peakKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
