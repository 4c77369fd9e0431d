package dev.postern.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keeps in the database, with what a record caused, that it was consumed. Kafka keeps the group's
 * offsets as well; where those are higher, the database is older than they are.
 */
final class ConsumedPositions {
  private static final String PASS =
      """
      INSERT INTO consumed_position AS known (topic, kafka_partition, next_offset)
      VALUES (:topic, :partition, :next)
      ON CONFLICT (topic, kafka_partition) DO UPDATE
        SET next_offset = greatest(known.next_offset, excluded.next_offset)
      """;

  private final Set<String> topics;

  /**
   * @param topics for which it is done
   */
  ConsumedPositions(Collection<String> topics) {
    this.topics = Set.copyOf(topics);
  }

  /** In the caller's transaction. */
  Uni<Void> pass(ConsumerRecord<String, String> record) {
    return topics.contains(record.topic())
        ? Panache.getSession()
            .chain(
                session ->
                    session
                        .createNativeQuery(PASS)
                        .setParameter("topic", record.topic())
                        .setParameter("partition", record.partition())
                        .setParameter("next", record.offset() + 1)
                        .executeUpdate())
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /**
   * For a record that causes nothing, so that it is not taken for one that the database lost. It is
   * of no importance where that fails: such a record is told once more at most.
   */
  Uni<Void> passAlone(ConsumerRecord<String, String> record) {
    return topics.contains(record.topic())
        ? Panache.withTransaction(() -> pass(record)).onFailure().recoverWithNull()
        : Uni.createFrom().voidItem();
  }
}
