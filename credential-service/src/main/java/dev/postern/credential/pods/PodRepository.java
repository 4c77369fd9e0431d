package dev.postern.credential.pods;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Rows of pods. */
@ApplicationScoped
class PodRepository implements PanacheRepositoryBase<PodRow, String> {

  private static final String MAKE =
      """
      INSERT INTO pod (identity, namespace, name, retired)
      VALUES (:identity, :namespace, :name, false) ON CONFLICT DO NOTHING
      """;

  /** Locks the row until the transaction ends, and creates it where it does not exist. */
  Uni<PodRow> locked(PodFacts pod) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(MAKE)
                    .setParameter("identity", pod.identity())
                    .setParameter("namespace", pod.namespace())
                    .setParameter("name", pod.pod())
                    .executeUpdate())
        .chain(() -> locked(pod.identity()));
  }

  /**
   * @return null where there is none
   */
  Uni<PodRow> locked(String identity) {
    return findById(identity, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The identities under a name that were not retired; there may be several. */
  Uni<List<String>> named(String namespace, String name) {
    return find("namespace = ?1 and name = ?2 and not retired", namespace, name)
        .list()
        .map(rows -> rows.stream().map(PodRow::identity).toList());
  }

  /** Namespace and name of all that were not retired. */
  Uni<List<String>> keys() {
    return find("not retired").list().map(rows -> rows.stream().map(PodRow::key).toList());
  }
}
