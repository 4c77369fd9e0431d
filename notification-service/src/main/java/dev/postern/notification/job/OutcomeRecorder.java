package dev.postern.notification.job;

import dev.postern.events.EventData;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailFailed;
import dev.postern.notification.failpoint.Failpoint;
import dev.postern.outbox.CurrentCause;
import dev.postern.outbox.OutboxEmitter;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Records what came of an attempt, each in one transaction with the event that tells of it. An
 * attempt whose claim ran out and whose job another replica took changes nothing.
 */
@ApplicationScoped
public class OutcomeRecorder {

  private final OutboxEmitter outbox;

  OutcomeRecorder(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  /** The mail server accepted the mail. */
  public Uni<Void> sent(Attempt attempt) {
    return record(
        attempt,
        job -> {
          job.settle(JobState.SENT, null);
          job.sentAt = Instant.now();
          return tell(job).invoke(Failpoint.RECORDING::reached);
        });
  }

  /** The mail server refused the mail or its recipient for good. */
  public Uni<Void> refused(Attempt attempt, String reason) {
    return record(
        attempt,
        job -> {
          job.settle(JobState.FAILED, reason);
          return tell(job);
        });
  }

  /**
   * There is nothing left to mail: it was mailed before, replaced by something later, or expired.
   */
  public Uni<Void> dropped(Attempt attempt, String reason) {
    return record(
        attempt,
        job -> {
          boolean expired = !job.expiresAt.isAfter(Instant.now());
          job.settle(expired ? JobState.EXPIRED : JobState.SUPERSEDED, reason);
          return Uni.createFrom().voidItem();
        });
  }

  /**
   * The attempt was ended before its mail could leave, because what is known of the container says
   * that it must not leave any more.
   */
  public Uni<Void> overtaken(Attempt attempt) {
    return record(
        attempt,
        job ->
            Panache.getSession()
                .chain(session -> ContainerGeneration.of(session, job.container))
                .chain(
                    newest -> {
                      newest.settleIfOver(job, Instant.now());
                      return job.state.isSettled() ? tell(job) : dueAtOnce(job);
                    }));
  }

  private static Uni<Void> dueAtOnce(MailJob job) {
    job.become(JobState.PENDING);
    job.claimedUntil = null;
    job.nextAttemptAt = Instant.now();
    return Uni.createFrom().voidItem();
  }

  /**
   * The attempt failed and may be repeated.
   *
   * @param uncertain whether the mail server may have accepted the mail all the same
   */
  public Uni<Void> again(Attempt attempt, Duration delay, String reason, boolean uncertain) {
    return record(
        attempt,
        job -> {
          job.become(JobState.PENDING);
          job.lastError = reason;
          job.uncertain |= uncertain;
          job.claimedUntil = null;
          job.nextAttemptAt = earlier(Instant.now().plus(delay), job.expiresAt);
          return Uni.createFrom().voidItem();
        });
  }

  /** credential-service has deleted the secret of a mail that was sent. */
  public Uni<Void> acknowledged(UUID id) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(session -> session.find(MailJob.class, id))
                .invoke(job -> job.secretReleased = true)
                .replaceWithVoid());
  }

  /** Secrets of sent mails that credential-service was not told of yet, oldest first. */
  public Uni<List<UnacknowledgedSecret>> unacknowledged(int limit) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "from MailJob where state = SENT and not secretReleased"
                                    + " and secretRef is not null order by sentAt",
                                MailJob.class)
                            .setMaxResults(limit)
                            .getResultList())
                .map(
                    jobs -> jobs.stream().map(Attempt::of).map(UnacknowledgedSecret::of).toList()));
  }

  /** Tells the topic of a job's end where it concerns a container's password. */
  Uni<Void> tell(MailJob job) {
    if (!job.kind.carriesSecret()) {
      return Uni.createFrom().voidItem();
    }
    return switch (job.state) {
      case SENT ->
          send(
              job,
              new CredentialsMailed(
                  job.container, job.account, job.generation, job.event, job.attempts));
      case FAILED, EXPIRED ->
          send(
              job,
              new MailFailed(
                  job.container,
                  job.account,
                  job.generation,
                  job.event,
                  job.attempts,
                  job.lastError));
      case PENDING, NO_CONTACT, SENDING, BOUNCED, SUPERSEDED, OBSOLETE ->
          Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> send(MailJob job, EventData event) {
    return CurrentCause.following(job.event, () -> outbox.send(event));
  }

  private static Uni<Void> record(Attempt attempt, Function<MailJob, Uni<Void>> outcome) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session.find(MailJob.class, attempt.job(), LockModeType.PESSIMISTIC_WRITE))
                .chain(
                    job ->
                        job.isSentBy(attempt) ? outcome.apply(job) : Uni.createFrom().voidItem()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
