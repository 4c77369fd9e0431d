package dev.postern.system;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records that the product has published since the last look. */
final class NewRecords {

  private final EventsDocument document = new EventsDocument();
  private final Set<String> seen = new HashSet<>();

  /** What of them breaks the published documents, each breach with the place of one record. */
  Map<String, String> breaches() {
    Map<String, String> breaches = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : KafkaTopics.everyRecord()) {
      String place = record.topic() + " " + record.partition() + "/" + record.offset();
      if (isTheProducts(record) && seen.add(place)) {
        document.breaches(record).forEach(breach -> breaches.putIfAbsent(breach, place));
      }
    }
    return breaches;
  }

  /** Kafka's own topics are not Postern's, nor is what tests wrote. */
  private static boolean isTheProducts(ConsumerRecord<byte[], byte[]> record) {
    return !record.topic().startsWith("__")
        && record.headers().lastHeader(KafkaTopics.OF_A_TEST) == null;
  }
}
