package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.notification.failpoint.Failpoint;
import dev.postern.notification.job.JobsDue;
import dev.postern.notification.job.KnownContainerRepository;
import dev.postern.notification.job.MailJobRepository;
import dev.postern.notification.mail.CredentialsFacts;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Passwords that were applied and proven become mails, and so do those that could not be set; those
 * of deleted containers become obsolete.
 */
@ApplicationScoped
class ContainerEvents {

  private final IdempotentConsumer consumer;
  private final MailJobRepository jobs;
  private final KnownContainerRepository known;
  private final jakarta.enterprise.event.Event<JobsDue> due;

  ContainerEvents(
      IdempotentConsumer consumer,
      MailJobRepository jobs,
      KnownContainerRepository known,
      jakarta.enterprise.event.Event<JobsDue> due) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.known = known;
    this.due = due;
  }

  @Incoming("containers")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer
        .consume(record, this::handle)
        .invoke(Failpoint.CONSUMED::reached)
        .invoke(() -> due.fire(new JobsDue()));
  }

  private Uni<Void> handle(Event<?> event) {
    EventData data = event.data();
    if (data instanceof ContainerDeleted deleted) {
      return jobs.dropContainer(deleted.container());
    }
    if (data instanceof ContainerCreated created) {
      return remember(CredentialsFacts.of(created), created.generation())
          .chain(() -> known.created(created.container(), event.time(), addressesOf(created)))
          .chain(() -> mail(event));
    }
    if (data instanceof PasswordReset reset) {
      return remember(CredentialsFacts.of(reset), reset.generation()).chain(() -> mail(event));
    }
    return mail(event);
  }

  private Uni<Void> mail(Event<?> event) {
    return EventMails.of(event)
        .map(job -> jobs.add(job).invoke(Failpoint.CONSUMING::reached))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> remember(CredentialsFacts facts, long generation) {
    if (facts.container() == null) {
      throw new UnreadableEventException("container is missing");
    }
    return known.remember(facts.container(), generation, EventJson.write(facts));
  }

  private static List<String> addressesOf(ContainerCreated created) {
    return created.addresses() == null
        ? List.of()
        : created.addresses().stream().map(Address::address).toList();
  }
}
