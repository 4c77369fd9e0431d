package dev.postern.notification.job;

import dev.postern.identity.Scope;
import dev.postern.paging.CursorFormat;
import dev.postern.paging.Page;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What became of the mails, and a person's wish to have one sent again. */
@ApplicationScoped
class DeliveryHistory {

  static final CursorFormat<UUID> CURSORS =
      CursorFormat.newestFirst(
          () ->
              Problem.invalid("cursor", "give the cursor exactly as the page before answered it"));

  private static final String PAGE =
      """
      from MailJob where (:account is null or account = :account)
        and (:container is null or container = :container) and id < :last
      order by id desc
      """;

  private static final String NEWEST =
      """
      select distinct on (container) * from mail_job
      where container in (:containers) and kind in ('CONTAINER_CREATED', 'PASSWORD_RESET')
        and (cast(:account as text) is null or account = :account)
      order by container, generation desc, id desc
      """;

  Uni<Page<NotificationView>> page(Scope scope, Optional<String> container, UUID last, int limit) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(PAGE, MailJob.class)
                            .setParameter("account", scope.account().orElse(null))
                            .setParameter("container", container.orElse(null))
                            .setParameter("last", last)
                            .setMaxResults(limit + 1)
                            .getResultList())
                .map(jobs -> pageOf(jobs, limit)));
  }

  /** The newest mail with a password of each container; without those that have none. */
  Uni<Page<NotificationView>> newestCredentials(Scope scope, Set<String> containers) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(NEWEST, MailJob.class)
                            .setParameter("account", scope.account().orElse(null))
                            .setParameter("containers", containers)
                            .getResultList())
                .map(jobs -> pageOf(jobs, jobs.size())));
  }

  /**
   * Makes a mail due now that was refused or that waits for its next attempt.
   *
   * @param scope whose mail it has to be
   */
  Uni<NotificationView> retry(UUID id, Scope scope) {
    return locked(
        id,
        job -> visible(job, scope),
        (job, newest) -> {
          makeDue(job, newest);
          return NotificationView.of(job);
        });
  }

  /**
   * Makes a mail due now that was refused.
   *
   * @return false where it is not to be sent any more, or was not refused
   */
  Uni<Boolean> retryUnlessOver(UUID id) {
    return locked(id, job -> job, DeliveryHistory::revived);
  }

  /**
   * Changes a mail under a lock.
   *
   * @param checked gives the mail back, or throws a problem; is given null where there is none
   * @param change is told the newest generation of the mail's container
   */
  private static <T> Uni<T> locked(
      UUID id, UnaryOperator<MailJob> checked, BiFunction<MailJob, ContainerGeneration, T> change) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .find(MailJob.class, id, LockModeType.PESSIMISTIC_WRITE)
                            .map(checked)
                            .chain(
                                job ->
                                    ContainerGeneration.of(session, job.container)
                                        .map(newest -> change.apply(job, newest)))));
  }

  private static boolean revived(MailJob job, ContainerGeneration newest) {
    if (job.state != JobState.FAILED) {
      return false;
    }
    reviveUnlessOver(job, newest, Instant.now());
    if (job.state != JobState.PENDING) {
      return false;
    }
    job.nextAttemptAt = Instant.now();
    return true;
  }

  private static MailJob visible(MailJob job, Scope scope) {
    if (job == null || !scope.includes(job.account)) {
      throw Problem.notFound("There is no such notification.");
    }
    return job;
  }

  private static void makeDue(MailJob job, ContainerGeneration newest) {
    Instant now = Instant.now();
    if (job.state == JobState.FAILED) {
      reviveUnlessOver(job, newest, now);
    }
    if (job.state != JobState.PENDING && job.state != JobState.NO_CONTACT) {
      throw Problem.conflict(
          "notification-not-retryable",
          "This mail is " + job.state + " and is not sent again. For a new password, reset it.");
    }
    job.nextAttemptAt = now;
  }

  /** A mail that was certainly not delivered may go to the address that the owner has by now. */
  private static void reviveUnlessOver(MailJob job, ContainerGeneration newest, Instant now) {
    if (newest.deleted() || job.generation < newest.latest() || !job.expiresAt.isAfter(now)) {
      return;
    }
    job.become(JobState.PENDING);
    if (!job.uncertain) {
      job.recipient = null;
      job.locale = null;
    }
  }

  static Page<NotificationView> pageOf(List<MailJob> jobs, int limit) {
    return Page.of(jobs, limit, job -> CURSORS.cursor(job.id), NotificationView::of);
  }
}
