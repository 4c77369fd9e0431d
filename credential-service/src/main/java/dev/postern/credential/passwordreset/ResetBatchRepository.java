package dev.postern.credential.passwordreset;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Rows of batches and their items. */
@ApplicationScoped
class ResetBatchRepository implements PanacheRepositoryBase<ResetBatch, String> {

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
