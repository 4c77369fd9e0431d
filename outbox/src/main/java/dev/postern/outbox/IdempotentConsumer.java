package dev.postern.outbox;

import dev.postern.events.Event;
import dev.postern.events.EventReader;
import dev.postern.events.UnreadableEventException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The way every incoming event is handled: once, in one transaction with what it causes. */
@ApplicationScoped
public class IdempotentConsumer {
  private static final String REMEMBER =
      "INSERT INTO consumed_event (id) VALUES (:id) ON CONFLICT DO NOTHING";

  IdempotentConsumer() {}

  /**
   * Handles a record in one transaction with the insert of its id; a record whose id is there
   * already, or whose type is not of the catalogue, is passed over.
   *
   * @param handler runs in the transaction; what it fails with rolls the id back too
   * @return fails with {@link UnreadableEventException} where the record is no event, so that the
   *     channel's dead-letter strategy stores it and goes on
   */
  public Uni<Void> consume(
      ConsumerRecord<String, String> record, Function<Event<?>, Uni<Void>> handler) {
    return Uni.createFrom()
        .deferred(
            () ->
                EventReader.read(name -> header(record, name), record.key(), record.value())
                    .map(event -> handleOnce(event, handler))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> handleOnce(Event<?> event, Function<Event<?>, Uni<Void>> handler) {
    return Panache.withTransaction(
        () ->
            remember(event.id())
                .chain(fresh -> fresh ? handler.apply(event) : Uni.createFrom().voidItem()));
  }

  private Uni<Boolean> remember(UUID id) {
    return Panache.getSession()
        .chain(
            session -> session.createNativeQuery(REMEMBER).setParameter("id", id).executeUpdate())
        .map(rows -> rows == 1);
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
