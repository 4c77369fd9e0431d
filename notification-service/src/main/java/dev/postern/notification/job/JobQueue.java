package dev.postern.notification.job;

import dev.postern.outbox.CurrentTrace;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Hands out the jobs that are due, each to one replica at a time, and the mails of one container
 * one after another in the order of their generations.
 */
@ApplicationScoped
public class JobQueue {

  /**
   * {@code SENDING} past its claim is a replica that died: it is unknown whether the mail was
   * accepted, so it is sent again.
   */
  private static final String DUE =
      """
      SELECT * FROM mail_job job
      WHERE (job.state IN ('PENDING', 'NO_CONTACT') AND job.next_attempt_at <= now()
             OR job.state = 'SENDING' AND job.claimed_until < now())
        AND NOT EXISTS (
            SELECT 1 FROM mail_job earlier
            WHERE earlier.container = job.container AND earlier.generation BETWEEN 1 AND job.generation - 1
              AND earlier.state IN ('PENDING', 'SENDING'))
      ORDER BY job.next_attempt_at
      LIMIT 1
      FOR UPDATE OF job SKIP LOCKED
      """;

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final String MAILED_BEFORE =
      """
      select max(happenedAt) from MailJob
      where container = :container and generation between 1 and :generation - 1
        and (state = SENT or uncertain)
      """;

  private final Recipients recipients;
  private final OutcomeRecorder recorder;

  JobQueue(Recipients recipients, OutcomeRecorder recorder) {
    this.recipients = recipients;
    this.recorder = recorder;
  }

  /**
   * Takes one job that is due, in a transaction of its own.
   *
   * @param claim how long this replica may take; another one sends the job again afterwards
   */
  public Uni<Claim> claim(Duration claim) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(DUE, MailJob.class)
                            .getSingleResultOrNull()
                            .chain(
                                job ->
                                    job == null
                                        ? Uni.createFrom().item(Claim.NOTHING_DUE)
                                        : take(session, job, claim))));
  }

  /**
   * Whether an attempt's mail may still leave: no other replica has taken its job, and no event has
   * made it needless. Asked at the last moment.
   */
  public Uni<Boolean> mayLeave(Attempt attempt) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .find(MailJob.class, attempt.job())
                            .chain(job -> mayLeave(session, job, attempt))));
  }

  private static Uni<Boolean> mayLeave(Mutiny.Session session, MailJob job, Attempt attempt) {
    Instant now = Instant.now();
    return job == null || !job.isSentBy(attempt) || !job.claimedUntil.isAfter(now)
        ? Uni.createFrom().item(false)
        : ContainerGeneration.of(session, job.container).map(newest -> !newest.isOver(job, now));
  }

  private Uni<Claim> take(Mutiny.Session session, MailJob job, Duration claim) {
    if (job.state == JobState.SENDING) {
      job.become(JobState.PENDING);
      job.uncertain = true;
    }
    return ContainerGeneration.of(session, job.container)
        .invoke(newest -> newest.settleIfOver(job, Instant.now()))
        .chain(() -> prepare(session, job))
        .chain(ready -> ready ? Uni.createFrom().item(start(job, claim)) : settled(job));
  }

  /** In the trace of what asked for the mail. */
  private Uni<Claim> settled(MailJob job) {
    return CurrentTrace.continued("settle mail", job.traceParent, () -> recorder.tell(job))
        .replaceWith(Claim.SETTLED);
  }

  /** False where the job is not sent now. What its first attempt found out stays as it was. */
  private Uni<Boolean> prepare(Mutiny.Session session, MailJob job) {
    if (job.state.isSettled() || job.recipient != null) {
      return Uni.createFrom().item(!job.state.isSettled());
    }
    if (!job.kind.describesContainer()) {
      return address(session, job);
    }
    return KnownContainer.of(session, job.container)
        .chain(
            known -> describe(job, known) ? address(session, job) : Uni.createFrom().item(false));
  }

  /**
   * A notice about an address waits for the event of its container; what the first mail told is not
   * told again.
   */
  private static boolean describe(MailJob job, Optional<KnownContainer> known) {
    if (job.kind.isAboutAddress() && known.isEmpty()) {
      job.nextAttemptAt = Instant.now().plus(LOOK_AGAIN);
      return false;
    }
    if (known.filter(container -> isToldByCreation(job, container)).isPresent()) {
      job.settle(JobState.OBSOLETE, "TOLD_WITH_THE_PASSWORD");
      return false;
    }
    job.containerFacts = known.map(container -> container.facts).orElse(null);
    return true;
  }

  private static boolean isToldByCreation(MailJob job, KnownContainer container) {
    return job.kind == MailKind.PUBLIC_IP_ATTACHED
        && container.wasCreatedWith(job.about, job.happenedAt);
  }

  private Uni<Boolean> address(Mutiny.Session session, MailJob job) {
    return recipients
        .of(job.account)
        .chain(
            found -> {
              found.ifPresentOrElse(job::addressTo, () -> await(job));
              return found.isPresent() && job.kind.carriesSecret()
                  ? mailedBefore(session, job).invoke(when -> job.replaces = when).replaceWith(true)
                  : Uni.createFrom().item(found.isPresent());
            });
  }

  /** Setting a contact makes its jobs due; looking again catches one set at this very moment. */
  private static void await(MailJob job) {
    if (job.state == JobState.PENDING) {
      job.become(JobState.NO_CONTACT);
    }
    job.lastError = "NO_CONTACT";
    job.nextAttemptAt = Instant.now().plus(LOOK_AGAIN);
  }

  private static Uni<Instant> mailedBefore(Mutiny.Session session, MailJob job) {
    return session
        .createQuery(MAILED_BEFORE, Instant.class)
        .setParameter("container", job.container)
        .setParameter("generation", job.generation)
        .getSingleResultOrNull();
  }

  private static Claim start(MailJob job, Duration claim) {
    if (job.state == JobState.NO_CONTACT) {
      job.become(JobState.PENDING);
    }
    job.become(JobState.SENDING);
    job.attempts++;
    job.claimedUntil = Instant.now().plus(claim);
    return Claim.of(job);
  }
}
