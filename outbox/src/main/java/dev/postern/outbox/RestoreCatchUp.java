package dev.postern.outbox;

import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.events.UnreadableEventException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Brings a database that was restored from a backup up to what its service has published since:
 * sequences go on above those that readers have seen, and the service hears of its own events.
 *
 * <p>Done by the process that acquired the lock, before it publishes. It costs as much as the
 * records behind the last known position: none but after a crash or a restore.
 */
final class RestoreCatchUp {
  private static final Logger LOG = Logger.getLogger(RestoreCatchUp.class);

  private final BiFunction<Collection<String>, Map<TopicPartition, Long>, TopicTail> reader;
  private final Collection<String> declared;
  private final List<RestoreListener> listeners;

  /**
   * @param reader opens the topics at positions
   * @param declared topics of this service, whether or not its database knows of them
   */
  RestoreCatchUp(
      BiFunction<Collection<String>, Map<TopicPartition, Long>, TopicTail> reader,
      Collection<String> declared,
      List<RestoreListener> listeners) {
    this.reader = reader;
    this.declared = declared;
    this.listeners = listeners;
  }

  /**
   * @param thread may be blocked by Kafka's client
   */
  Uni<Void> run(RelayLock lock, Executor thread) {
    return lock.topics(declared)
        .chain(topics -> lock.positions().emitOn(thread).map(known -> reader.apply(topics, known)))
        .chain(topics -> readOn(topics, lock, thread).onTermination().invoke(topics::close))
        .onFailure(AuthorizationException.class)
        .invoke(RestoreCatchUp::logRefusal)
        .onFailure(AuthorizationException.class)
        .recoverWithNull();
  }

  /** Kafka's rights are older than this class in some places, and events must go out there too. */
  private static void logRefusal(Throwable refused) {
    LOG.errorf(
        "Kafka does not let this service read its own topics, so a restored database would not"
            + " catch up: grant Read reason=%s",
        refused.getClass().getSimpleName());
  }

  private Uni<Void> readOn(TopicTail topics, RelayLock lock, Executor thread) {
    return Uni.createFrom()
        .deferred(() -> topics.hasMore() ? readSome(topics, lock, thread) : over(topics, lock))
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Boolean> readSome(TopicTail topics, RelayLock lock, Executor thread) {
    List<ConsumerRecord<String, String>> records = topics.next();
    Map<TopicPartition, Long> positions = topics.positions();
    return tell(records)
        .chain(() -> lock.continueAbove(highest(records)))
        .invoke(RestoreCatchUp::log)
        .chain(() -> lock.keep(positions))
        .emitOn(thread)
        .replaceWith(true);
  }

  private static Uni<Boolean> over(TopicTail topics, RelayLock lock) {
    return lock.keep(topics.positions()).replaceWith(false);
  }

  private static void log(int rewound) {
    if (rewound > 0) {
      LOG.warnf(
          "The database was behind its own topics: sequences go on above them keys=%d", rewound);
    }
  }

  private Uni<Void> tell(List<ConsumerRecord<String, String>> records) {
    return Multi.createFrom()
        .iterable(records)
        .filter(record -> record.value() != null)
        .onItem()
        .transformToUniAndConcatenate(record -> tell(record).replaceWith(record))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> tell(ConsumerRecord<String, String> record) {
    try {
      return EventReader.read(
              name -> TopicTail.header(record, name), record.key(), record.value())
          .map(
              event ->
                  Multi.createFrom()
                      .iterable(listeners)
                      .onItem()
                      .transformToUniAndConcatenate(
                          listener -> listener.published(event).replaceWith(listener))
                      .collect()
                      .asList()
                      .replaceWithVoid())
          .orElseGet(() -> Uni.createFrom().voidItem());
    } catch (UnreadableEventException e) {
      // Of a later version of the service, met after a downgrade: it counts for its sequence only.
      return Uni.createFrom().voidItem();
    }
  }

  private static Map<TopicKey, Long> highest(List<ConsumerRecord<String, String>> records) {
    Map<TopicKey, Long> highest = new HashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      String sequence = TopicTail.header(record, EventHeaders.SEQUENCE);
      // What is no sequence is a forged record's: it must not keep the service from starting.
      if (record.key() != null && EventReader.isSequence(sequence)) {
        highest.merge(
            new TopicKey(record.topic(), record.key()), Long.valueOf(sequence), Math::max);
      }
    }
    return highest;
  }
}
