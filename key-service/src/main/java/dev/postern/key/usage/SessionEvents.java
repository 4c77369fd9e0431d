package dev.postern.key.usage;

import dev.postern.events.Event;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code postern.sessions}; each event counts once, in whatever order they come. */
@ApplicationScoped
class SessionEvents {

  private final IdempotentConsumer consumer;
  private final LastUseRecorder lastUseRecorder;

  SessionEvents(IdempotentConsumer consumer, LastUseRecorder lastUseRecorder) {
    this.consumer = consumer;
    this.lastUseRecorder = lastUseRecorder;
  }

  @Incoming("sessions")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle);
  }

  private Uni<Void> handle(Event<?> event) {
    return event.data() instanceof SessionOpened opened
        ? lastUseRecorder.record(opened.key(), opened.fingerprint(), event.time())
        : Uni.createFrom().voidItem();
  }
}
