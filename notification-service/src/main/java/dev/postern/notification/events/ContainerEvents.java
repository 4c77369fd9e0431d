package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.notification.job.JobsDue;
import dev.postern.notification.job.MailJobs;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.NewJob;
import dev.postern.notification.mail.CredentialsFacts;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Passwords that were applied and proven become mails; those of deleted containers become moot. */
@ApplicationScoped
class ContainerEvents {

  private final IdempotentConsumer consumer;
  private final MailJobs jobs;
  private final jakarta.enterprise.event.Event<JobsDue> due;

  ContainerEvents(
      IdempotentConsumer consumer, MailJobs jobs, jakarta.enterprise.event.Event<JobsDue> due) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.due = due;
  }

  @Incoming("containers")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle).invoke(() -> due.fire(new JobsDue()));
  }

  private Uni<Void> handle(Event<?> event) {
    EventData data = event.data();
    if (data instanceof ContainerCreated created) {
      return created(event, created);
    }
    if (data instanceof PasswordReset reset) {
      return reset(event, reset);
    }
    if (data instanceof ContainerDeleted deleted) {
      return jobs.dropContainer(deleted.container());
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> created(Event<?> event, ContainerCreated created) {
    if (created.secretRef() == null) {
      return Uni.createFrom().voidItem();
    }
    return add(
        new NewJob(
            event.id(),
            MailKind.CONTAINER_CREATED,
            created.account(),
            created.container(),
            created.generation(),
            created.secretRef(),
            EventJson.write(CredentialsFacts.of(created)),
            null,
            event.time(),
            created.secretExpiresAt()));
  }

  private Uni<Void> reset(Event<?> event, PasswordReset reset) {
    if (reset.secretRef() == null) {
      return Uni.createFrom().voidItem();
    }
    return add(
        new NewJob(
            event.id(),
            MailKind.PASSWORD_RESET,
            reset.account(),
            reset.container(),
            reset.generation(),
            reset.secretRef(),
            EventJson.write(CredentialsFacts.of(reset)),
            null,
            event.time(),
            reset.secretExpiresAt()));
  }

  /**
   * An event without these can never become a mail: it goes to the dead letters, not to a retry.
   */
  private Uni<Void> add(NewJob job) {
    if (job.container() == null || job.account() == null || job.expiresAt() == null) {
      throw new UnreadableEventException("container, account or secretExpiresAt is missing");
    }
    return jobs.addCredentials(job);
  }
}
