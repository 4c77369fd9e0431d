package dev.postern.credential.registration;

import dev.postern.credential.publishing.Publisher;
import dev.postern.credential.transaction.Transactions;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventType;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.containers.PlatformRequestRefused;
import dev.postern.outbox.CurrentTrace;
import dev.postern.topicreader.RecordHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Answers a platform whose event was refused, which reads no dead letters. In a transaction of its
 * own, for that of the event was rolled back: a process that dies here answers twice.
 */
@ApplicationScoped
class RefusalRecorder {

  private static final int LONGEST_REASON = 1000;

  private final Transactions transactions;
  private final Publisher publisher;

  RefusalRecorder(Transactions transactions, Publisher publisher) {
    this.transactions = transactions;
    this.publisher = publisher;
  }

  Uni<Void> refused(ConsumerRecord<String, String> record, UnreadableEventException why) {
    String ref = record.key();
    if (!PlatformEventCheck.isRef(ref)) {
      return Uni.createFrom().voidItem();
    }
    var answer =
        new PlatformRequestRefused(
            ref,
            header(record, EventHeaders.ID).flatMap(RefusalRecorder::id).orElse(null),
            header(record, EventHeaders.TYPE)
                .flatMap(EventCatalogue::typeOf)
                .map(EventType::cloudEventType)
                .orElse(null),
            why instanceof RefusedFieldException refused ? refused.field() : null,
            cut(why.getMessage()));
    String trace = CurrentTrace.parent();
    return transactions.run(
        () ->
            CurrentTrace.continued(
                "refuse platform event", trace, answer.event(), () -> publisher.publish(answer)));
  }

  private static Optional<String> header(ConsumerRecord<String, String> record, String name) {
    return Optional.ofNullable(RecordHeaders.text(record.headers(), name));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String cut(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }
}
