package dev.postern.credential.passwordreset;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Rows of sets and their items. */
@ApplicationScoped
class SetRepository implements PanacheRepositoryBase<ResetSet, String> {

  Uni<Void> keep(List<ResetSetItem> items) {
    return Panache.getSession().chain(session -> session.persistAll(items.toArray()));
  }

  Uni<List<ResetSetItem>> items(String set) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "from ResetSetItem where resetSet = :set order by position",
                        ResetSetItem.class)
                    .setParameter("set", set)
                    .getResultList());
  }
}
