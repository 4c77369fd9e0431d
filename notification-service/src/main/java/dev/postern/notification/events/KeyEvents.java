package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.notification.job.JobsDue;
import dev.postern.notification.job.MailJobRepository;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * An account's owner gets a notice of every key that was added, and of every key that was disabled.
 */
@ApplicationScoped
class KeyEvents {

  private final IdempotentConsumer consumer;
  private final MailJobRepository jobs;
  private final jakarta.enterprise.event.Event<JobsDue> due;

  KeyEvents(
      IdempotentConsumer consumer,
      MailJobRepository jobs,
      jakarta.enterprise.event.Event<JobsDue> due) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.due = due;
  }

  @Incoming("keys")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle).invoke(() -> due.fire(new JobsDue()));
  }

  private Uni<Void> handle(Event<?> event) {
    return EventMails.of(event).map(jobs::add).orElseGet(() -> Uni.createFrom().voidItem());
  }
}
