package dev.postern.notary.signing;

import dev.postern.events.GrouplessConsumer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How the notary reads: committed records, without a group, and never past a gap unseen. */
final class NotaryConsumer {

  private NotaryConsumer() {}

  static Map<String, Object> settings(Map<String, Object> kafka) {
    return GrouplessConsumer.settings(
        kafka,
        ConsumerConfig.configNames(),
        Map.of(
            // An offset that is not there is told, not skipped: the log was cut off.
            "auto.offset.reset", "none",
            "max.poll.records", "5000",
            "client.id", "postern-audit-notary"));
  }
}
