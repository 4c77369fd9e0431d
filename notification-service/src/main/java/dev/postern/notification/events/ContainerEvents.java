package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.notification.failpoint.Failpoint;
import dev.postern.notification.job.JobsDue;
import dev.postern.notification.job.KnownContainers;
import dev.postern.notification.job.MailJobs;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.NewJob;
import dev.postern.notification.mail.CredentialsFacts;
import dev.postern.notification.mail.ResetFailedFacts;
import dev.postern.notification.mail.SshUnusableFacts;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Passwords that were applied and proven become mails, and so do those that could not be set; those
 * of deleted containers become moot.
 */
@ApplicationScoped
class ContainerEvents {

  private final IdempotentConsumer consumer;
  private final MailJobs jobs;
  private final KnownContainers known;
  private final jakarta.enterprise.event.Event<JobsDue> due;

  ContainerEvents(
      IdempotentConsumer consumer,
      MailJobs jobs,
      KnownContainers known,
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
    if (data instanceof ContainerCreated created) {
      return created(event, created);
    }
    if (data instanceof PasswordReset reset) {
      return reset(event, reset);
    }
    if (data instanceof ContainerDeleted deleted) {
      return jobs.dropContainer(deleted.container());
    }
    if (data instanceof PasswordResetFailed failed) {
      return failed(event, failed);
    }
    if (data instanceof ContainerUnreachable unreachable) {
      return unreachable(event, unreachable);
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> created(Event<?> event, ContainerCreated created) {
    List<String> addresses =
        created.addresses() == null
            ? List.of()
            : created.addresses().stream().map(Address::address).toList();
    return remember(created.container(), created.generation(), CredentialsFacts.of(created))
        .chain(() -> known.created(created.container(), event.time(), addresses))
        .chain(() -> mailCreated(event, created));
  }

  private Uni<Void> mailCreated(Event<?> event, ContainerCreated created) {
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
    return remember(reset.container(), reset.generation(), CredentialsFacts.of(reset))
        .chain(() -> mailReset(event, reset));
  }

  private Uni<Void> mailReset(Event<?> event, PasswordReset reset) {
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

  private Uni<Void> failed(Event<?> event, PasswordResetFailed failed) {
    String facts = EventJson.write(ResetFailedFacts.of(failed));
    return addNotice(event, MailKind.RESET_FAILED, failed.account(), failed.container(), facts);
  }

  private Uni<Void> unreachable(Event<?> event, ContainerUnreachable unreachable) {
    String facts = EventJson.write(SshUnusableFacts.of(unreachable));
    return addNotice(
        event, MailKind.SSH_UNUSABLE, unreachable.account(), unreachable.container(), facts);
  }

  private Uni<Void> addNotice(
      Event<?> event, MailKind kind, String account, String container, String facts) {
    return jobs.addNotice(News.job(event, kind, account, container, facts), null, Duration.ZERO);
  }

  private Uni<Void> remember(String container, long generation, CredentialsFacts facts) {
    if (container == null) {
      throw new UnreadableEventException("container is missing");
    }
    return known.remember(container, generation, EventJson.write(facts));
  }

  /**
   * An event without these can never become a mail: it goes to the dead letters, not to a retry.
   */
  private Uni<Void> add(NewJob job) {
    if (job.container() == null || job.account() == null || job.expiresAt() == null) {
      throw new UnreadableEventException("container, account or secretExpiresAt is missing");
    }
    return jobs.addCredentials(job).invoke(Failpoint.CONSUMING::reached);
  }
}
