package dev.postern.outbox;

import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.topicreader.RecordHeaders;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jboss.logging.Logger;

/**
 * Brings a database that was restored from a backup up to what its service has published and
 * consumed since: sequences go on above those that readers have seen, and the service hears of the
 * events that its database does not know.
 *
 * <p>Done by the process that acquired the lock, before it publishes. It costs as much as the
 * records behind the last known position: none but after a crash or a restore.
 */
final class RestoreCatchUp {
  private static final Logger LOG = Logger.getLogger(RestoreCatchUp.class);

  private final Topics topics;
  private final List<RestoreListener> listeners;
  private final Runnable noticed;

  /**
   * @param noticed runs before anything is told
   */
  RestoreCatchUp(Topics topics, List<RestoreListener> listeners, Runnable noticed) {
    this.topics = topics;
    this.listeners = listeners;
    this.noticed = noticed;
  }

  /**
   * The topics to read.
   *
   * @param own topics of this service, whether or not its database knows of them
   * @param consumed topics of others whose events are told again
   * @param published reads what this service published
   * @param handled reads what its consumer group has handled
   * @param all reads to the end
   */
  record Topics(
      Collection<String> own,
      Collection<String> consumed,
      TopicTail.Opener published,
      TopicTail.Opener handled,
      TopicTail.Opener all) {}

  /**
   * @param thread may be blocked by Kafka's client
   */
  Uni<Void> run(RelayLock lock, Executor thread) {
    return startOver(lock, thread)
        .chain(() -> own(lock, thread))
        .chain(() -> listeners.isEmpty() ? nothing() : consumed(lock, thread, topics.handled()))
        .chain(() -> lock.on(RestoreProgress::noticedAt))
        .chain(noticed -> noticed == null ? nothing() : finish(lock, thread, noticed))
        .onFailure(AuthorizationException.class)
        .invoke(RestoreCatchUp::logRefusal)
        .onFailure(AuthorizationException.class)
        .recoverWithNull()
        .chain(lock::sayCaughtUp);
  }

  /** Kafka's rights are older than this class in some places, and events must go out there too. */
  private static void logRefusal(Throwable refused) {
    LOG.errorf(
        "Kafka does not let this service read its own topics, so a restored database would not"
            + " catch up: grant Read reason=%s",
        refused.getClass().getSimpleName());
  }

  /**
   * An empty database knows nothing of what its consumer group has handled. Kept first of all, so
   * that a successor knows it when this process dies half-way.
   */
  private Uni<Void> startOver(RelayLock lock, Executor thread) {
    return listeners.isEmpty() || topics.consumed().isEmpty()
        ? nothing()
        : lock.on(TopicPositions::isBlank)
            .emitOn(thread)
            .chain(blank -> blank ? keepBeginnings(lock) : nothing());
  }

  private Uni<Void> keepBeginnings(RelayLock lock) {
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    try (TopicTail tail = topics.handled().open(topics.consumed(), Map.of())) {
      tail.positions().keySet().forEach(partition -> beginnings.put(partition, 0L));
    }
    return lock.on(connection -> TopicPositions.CONSUMED.keep(connection, beginnings));
  }

  private Uni<Void> own(RelayLock lock, Executor thread) {
    return lock.topics(topics.own())
        .chain(
            names ->
                lock.on(connection -> TopicPositions.OWN.read(connection, names))
                    .emitOn(thread)
                    .map(known -> topics.published().open(names, known)))
        .chain(
            tail ->
                readOn(tail, lock, thread, TopicPositions.OWN, records -> takeOwn(records, lock)));
  }

  private Uni<Void> consumed(RelayLock lock, Executor thread, TopicTail.Opener opener) {
    if (topics.consumed().isEmpty()) {
      return nothing();
    }
    return lock.on(connection -> TopicPositions.CONSUMED.read(connection, topics.consumed()))
        .emitOn(thread)
        .map(known -> opener.open(topics.consumed(), known))
        .chain(
            tail ->
                readOn(
                    tail,
                    lock,
                    thread,
                    TopicPositions.CONSUMED,
                    records -> takeConsumed(records, lock)));
  }

  /**
   * What was consumed is read to the end now, so that nothing counts as unknown that others have
   * told meanwhile.
   */
  private Uni<Void> finish(RelayLock lock, Executor thread, Instant noticed) {
    return consumed(lock, thread, topics.all())
        .chain(() -> lock.keptDuring(allTold(noticed)))
        .chain(() -> lock.on(RestoreProgress::end))
        .invoke(() -> LOG.warn("The restored database agrees with what was published after it"));
  }

  private Uni<Void> allTold(Instant noticed) {
    return Multi.createFrom()
        .iterable(listeners)
        .onItem()
        .transformToUniAndConcatenate(listener -> listener.allTold(noticed).replaceWith(listener))
        .collect()
        .last()
        .onFailure(failure -> !DatabaseFailure.isWorthWaiting(failure))
        .invoke(failure -> LOG.errorf(failure, "The restored database was not taken care of"))
        .onFailure(failure -> !DatabaseFailure.isWorthWaiting(failure))
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static Uni<Void> readOn(
      TopicTail tail,
      RelayLock lock,
      Executor thread,
      TopicPositions kept,
      Function<List<ConsumerRecord<String, String>>, Uni<Void>> take) {
    return Uni.createFrom()
        .deferred(
            () -> {
              boolean more = tail.hasMore();
              List<ConsumerRecord<String, String>> records = more ? tail.next() : List.of();
              Map<TopicPartition, Long> positions = tail.positions();
              return take.apply(records)
                  .chain(() -> lock.on(connection -> kept.keep(connection, positions)))
                  .emitOn(thread)
                  .replaceWith(more);
            })
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .onTermination()
        .invoke(tail::close)
        .replaceWithVoid();
  }

  private Uni<Void> takeOwn(List<ConsumerRecord<String, String>> records, RelayLock lock) {
    return records.isEmpty()
        ? nothing()
        : lock.on(connection -> RestoreProgress.knownOwn(connection, UnknownRecords.ids(records)))
            .chain(known -> tell(UnknownRecords.among(records, known), lock))
            .chain(() -> lock.continueAbove(highest(records)))
            .invoke(RestoreCatchUp::log)
            .replaceWithVoid();
  }

  private Uni<Void> takeConsumed(List<ConsumerRecord<String, String>> records, RelayLock lock) {
    return records.isEmpty()
        ? nothing()
        : lock.on(
                connection ->
                    RestoreProgress.knownConsumed(connection, UnknownRecords.ids(records)))
            .chain(known -> tell(UnknownRecords.among(records, known), lock));
  }

  private Uni<Void> tell(UnknownRecords unknown, RelayLock lock) {
    return unknown.isEmpty() || listeners.isEmpty()
        ? nothing()
        : lock.on(RestoreProgress::notice)
            .invoke(RestoreCatchUp::logRestore)
            .invoke(noticed)
            .chain(() -> lock.keptDuring(unknown.tell(listeners)));
  }

  private static void logRestore(boolean fresh) {
    if (fresh) {
      LOG.warn("The database was restored from a backup: what was published since is taken over");
    }
  }

  private static void log(int rewound) {
    if (rewound > 0) {
      LOG.warnf(
          "The database was behind its own topics: sequences go on above them keys=%d", rewound);
    }
  }

  private static Map<TopicKey, Long> highest(List<ConsumerRecord<String, String>> records) {
    Map<TopicKey, Long> highest = new HashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      String sequence = RecordHeaders.text(record.headers(), EventHeaders.SEQUENCE);
      // What is no sequence is a forged record's: it must not keep the service from starting.
      if (record.key() != null && EventReader.isSequence(sequence)) {
        highest.merge(
            new TopicKey(record.topic(), record.key()), Long.valueOf(sequence), Math::max);
      }
    }
    return highest;
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
