package dev.postern.credential.passwordreset;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Rows of sets and their items. */
@ApplicationScoped
class ResetBatchRepository implements PanacheRepositoryBase<ResetBatch, String> {

  /**
   * Writes down what is new and lets go of it: each query looks through all that the session holds,
   * so a thousand resets in one would take the square of their time.
   */
  Uni<Void> forget() {
    return Panache.getSession()
        .chain(session -> session.flush().invoke(session::clear))
        .replaceWithVoid();
  }

  Uni<Void> keep(List<ResetBatchItem> items) {
    return Panache.getSession().chain(session -> session.persistAll(items.toArray()));
  }

  Uni<List<ResetBatchItem>> items(String set) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "from ResetBatchItem where resetSet = :set order by position",
                        ResetBatchItem.class)
                    .setParameter("set", set)
                    .getResultList());
  }
}
