package dev.postern.outbox;

import dev.postern.events.Event;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.events.UnreadableEventException;
import dev.postern.topicreader.RecordHeaders;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Records that a restored database does not know, and how a service hears of them. */
record UnknownRecords(List<ConsumerRecord<String, String>> records) {
  private static final Logger LOG = Logger.getLogger(UnknownRecords.class);

  /** The ids of records; what has none was forged, and counts for nothing. */
  static Set<UUID> ids(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .map(UnknownRecords::id)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those whose id is not among the known. */
  static UnknownRecords among(List<ConsumerRecord<String, String>> records, Set<UUID> known) {
    return new UnknownRecords(
        records.stream()
            .filter(record -> id(record).filter(id -> !known.contains(id)).isPresent())
            .toList());
  }

  private static Optional<UUID> id(ConsumerRecord<String, String> record) {
    try {
      return Optional.ofNullable(RecordHeaders.text(record.headers(), EventHeaders.ID))
          .map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** One after the other, each by every listener. */
  Uni<Void> tell(List<RestoreListener> listeners) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToMultiAndConcatenate(
            record -> Multi.createFrom().items(() -> event(record).stream()))
        .onItem()
        .transformToUniAndConcatenate(event -> tell(event, listeners).replaceWith(event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Empty for a tombstone, and for what a later version published before a downgrade. */
  private static Optional<Event<?>> event(ConsumerRecord<String, String> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      return EventReader.read(
          name -> RecordHeaders.text(record.headers(), name), record.key(), record.value());
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }

  private static Uni<Void> tell(Event<?> event, List<RestoreListener> listeners) {
    return Multi.createFrom()
        .iterable(listeners)
        .onItem()
        .transformToUniAndConcatenate(
            listener -> skipping(listener.published(event), event).replaceWith(listener))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> skipping(Uni<Void> told, Event<?> event) {
    return told.onFailure(failure -> !DatabaseFailure.isWorthWaiting(failure))
        .recoverWithUni(
            failure -> {
              LOG.errorf(
                  "Cannot take over what was published after the backup event=%s type=%s reason=%s",
                  event.id(), event.type().name(), failure.getClass().getName());
              return Uni.createFrom().voidItem();
            });
  }
}
