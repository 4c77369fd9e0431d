package dev.postern.credential.delivery;

import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.Credentials;
import dev.postern.events.Event;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailFailed;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Shows in a password's state what became of its mail. */
@ApplicationScoped
class NotificationEvents {

  private final IdempotentConsumer consumer;
  private final Containers containers;
  private final Credentials credentials;

  NotificationEvents(IdempotentConsumer consumer, Containers containers, Credentials credentials) {
    this.consumer = consumer;
    this.containers = containers;
    this.credentials = credentials;
  }

  @Incoming("notifications")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle);
  }

  private Uni<Void> handle(Event<?> event) {
    if (event.data() instanceof CredentialsMailed mailed) {
      return locked(
          mailed.container(), () -> credentials.notified(mailed.container(), mailed.generation()));
    }
    if (event.data() instanceof MailFailed failed) {
      return locked(
          failed.container(),
          () -> credentials.notifyFailed(failed.container(), failed.generation(), failed.reason()));
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> locked(String container, Supplier<Uni<Void>> change) {
    return containers.lock(container).onItem().ifNotNull().transformToUni(ignored -> change.get());
  }
}
