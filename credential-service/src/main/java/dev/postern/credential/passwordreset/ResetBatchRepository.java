package dev.postern.credential.passwordreset;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Rows of batches and their items. */
@ApplicationScoped
class ResetBatchRepository implements PanacheRepositoryBase<ResetBatch, String> {

  private static final String MISSED =
      """
      select count(*), min(b.requestedAt) from ResetBatch b
      join ResetBatchItem i on i.resetSet = b.id
      where b.requestedBy = :account and b.requestedAt > :since and i.error = :missing
      """;

  private static final String PRUNE =
      """
      DELETE FROM reset_set WHERE id IN (
        SELECT id FROM reset_set WHERE requested_at < :before ORDER BY requested_at LIMIT 100)
      """;

  /**
   * Writes what is new and detaches it: each query looks through all that the session holds, so a
   * thousand resets in one would take the square of their time.
   */
  Uni<Void> forget() {
    return Panache.getSession()
        .chain(session -> session.flush().invoke(session::clear))
        .replaceWithVoid();
  }

  Uni<Void> keep(List<ResetBatchItem> items) {
    return Panache.getSession().chain(session -> session.persistAll(items.toArray()));
  }

  /**
   * Containers that were named and not there.
   *
   * @param oldest when the first of them was named; null where none was
   */
  record Missed(long count, Instant oldest) {}

  Uni<Missed> missed(String account, Instant since) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(MISSED, Missed.class)
                    .setParameter("account", account)
                    .setParameter("since", since)
                    .setParameter("missing", ResetResult.Refusal.NOT_FOUND.name())
                    .getSingleResult());
  }

  /**
   * Deletes old batches with their items.
   *
   * @return how many, at most those of one call
   */
  Uni<Integer> prune(Instant before) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(PRUNE).setParameter("before", before).executeUpdate());
  }

  Uni<List<ResetBatchItem>> items(String batch) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "from ResetBatchItem where resetSet = :batch order by position",
                        ResetBatchItem.class)
                    .setParameter("batch", batch)
                    .getResultList());
  }
}
