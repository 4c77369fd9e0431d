package dev.postern.notification.job;

import dev.postern.paging.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The mails that were not sent yet, or not at all, for the operator. */
@ApplicationScoped
class UnsentMails {

  /** So many are made due by one request; the rest by the next. */
  static final int RETRIED_AT_ONCE = 500;

  private static final String GROUPS =
      """
      select state, lastError, count(*), min(createdAt), min(nextAttemptAt)
      from MailJob where state in (PENDING, SENDING, NO_CONTACT, FAILED)
      group by state, lastError order by state, count(*) desc
      """;

  private static final String PAGE =
      """
      from MailJob where state = :state and (:reason is null or lastError = :reason) and id < :last
      order by id desc
      """;

  private static final String FAILED =
      "select id from MailJob where state = FAILED and lastError = :reason order by id";

  private final DeliveryHistory history;

  UnsentMails(DeliveryHistory history) {
    this.history = history;
  }

  /**
   * Mails in one state for one reason.
   *
   * @param reason of their last attempt; null where there was none
   * @param oldest when the oldest of them was asked for
   * @param nextAttemptAt of the one that is due first; null where none will be tried by itself
   */
  record Group(JobState state, String reason, long mails, Instant oldest, Instant nextAttemptAt) {

    private static Group of(Object[] row) {
      JobState state = (JobState) row[0];
      return new Group(
          state,
          (String) row[1],
          (Long) row[2],
          (Instant) row[3],
          state == JobState.PENDING ? (Instant) row[4] : null);
    }
  }

  Uni<List<Group>> groups() {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(s -> s.createQuery(GROUPS, Object[].class).getResultList())
                .map(rows -> rows.stream().map(Group::of).toList()));
  }

  Uni<Page<NotificationView>> page(JobState state, Optional<String> reason, UUID last, int limit) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    s ->
                        s.createQuery(PAGE, MailJob.class)
                            .setParameter("state", state)
                            .setParameter("reason", reason.orElse(null))
                            .setParameter("last", last)
                            .setMaxResults(limit + 1)
                            .getResultList())
                .map(jobs -> DeliveryHistory.pageOf(jobs, limit)));
  }

  /**
   * Makes the mails due that failed for a reason; each by itself, as a person's retry of it would.
   *
   * @return how many will be sent again; those whose password is no longer the latest, or is gone,
   *     will not
   */
  Uni<Integer> retryFailed(String reason) {
    return failed(reason)
        .chain(
            ids ->
                Multi.createFrom()
                    .iterable(ids)
                    .onItem()
                    .transformToUniAndConcatenate(history::retryUnlessOver)
                    .filter(retried -> retried)
                    .collect()
                    .asList()
                    .map(List::size));
  }

  private static Uni<List<UUID>> failed(String reason) {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    s ->
                        s.createQuery(FAILED, UUID.class)
                            .setParameter("reason", reason)
                            .setMaxResults(RETRIED_AT_ONCE)
                            .getResultList()));
  }
}
