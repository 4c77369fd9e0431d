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
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What became of the mails, and a person's wish to have one sent again. */
@ApplicationScoped
class DeliveryHistory {

  private static final LockModeType LOCK = LockModeType.PESSIMISTIC_WRITE;

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
        session -> lockedWithin(session, id, scope),
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
    return locked(session -> session.find(MailJob.class, id, LOCK), DeliveryHistory::revived);
  }

  /**
   * Changes a mail under a lock.
   *
   * @param find reads the mail with its row locked
   * @param change is told the newest generation of the mail's container
   */
  private static <T> Uni<T> locked(
      Function<Mutiny.Session, Uni<MailJob>> find,
      BiFunction<MailJob, ContainerGeneration, T> change) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        find.apply(session)
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

  /**
   * The owner is in the condition, so that a row of another's is neither locked nor waited for, and
   * the time of an answer does not tell that it is there.
   */
  private static Uni<MailJob> lockedWithin(Mutiny.Session session, UUID id, Scope scope) {
    String where = scope.account().map(account -> " and account = :account").orElse("");
    var query =
        session
            .createQuery("from MailJob where id = :id" + where, MailJob.class)
            .setParameter("id", id)
            .setLockMode(LOCK);
    scope.account().ifPresent(account -> query.setParameter("account", account));
    return query
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(() -> Problem.notFound("There is no such notification."));
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
