package dev.postern.credential.container;

import dev.postern.events.containers.Runtime;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;

/** Rows of containers that were not deleted. */
@ApplicationScoped
class ContainerRepository implements PanacheRepositoryBase<Container, String> {

  /**
   * @return null where there is none
   */
  Uni<Container> known(String id) {
    return findById(id).map(ContainerRepository::notDeleted);
  }

  /**
   * Holds the row lock until the end of the transaction.
   *
   * @return null where there is none
   */
  Uni<Container> locked(String id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE).map(ContainerRepository::notDeleted);
  }

  Uni<List<Container>> page(ContainerFilter filter, String after, int limit) {
    StringBuilder query = new StringBuilder("deletedAt is null");
    List<Object> values = new ArrayList<>();
    filter.account().ifPresent(account -> and(query, values, "account =", account));
    filter.environment().ifPresent(environment -> and(query, values, "environment =", environment));
    filter.layer().ifPresent(layer -> and(query, values, "layer =", layer));
    and(query, values, "id >", after);
    return find(query + " order by id", values.toArray()).page(0, limit).list();
  }

  Uni<List<Container>> running(String after, int limit) {
    return find(
            "deletedAt is null and runtime = ?1 and id > ?2 order by id", Runtime.RUNNING, after)
        .page(0, limit)
        .list();
  }

  private static void and(
      StringBuilder query, List<Object> values, String condition, String value) {
    values.add(value);
    query.append(" and ").append(condition).append(" ?").append(values.size());
  }

  private static Container notDeleted(Container container) {
    return container == null || container.isDeleted() ? null : container;
  }
}
