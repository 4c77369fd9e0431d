package dev.postern.credential.container;

import dev.postern.events.containers.RuntimeStatus;
import dev.postern.identity.Scope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
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

  /**
   * As {@link #locked}; the owner is in the condition, so that a row of another's is neither locked
   * nor waited for. No row of the container may have been read in the session before.
   */
  Uni<Container> locked(String id, Scope scope) {
    return scope
        .account()
        .map(
            account ->
                find("id = ?1 and account = ?2 and deletedAt is null", id, account)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .firstResult())
        .orElseGet(() -> locked(id));
  }

  /** Those of the ids that are containers of the scope; nothing is locked. */
  Uni<List<String>> idsWithin(Scope scope, List<String> ids) {
    String where = scope.account().map(account -> " and account = :account").orElse("");
    return Panache.getSession()
        .chain(
            session -> {
              var query =
                  session
                      .createSelectionQuery(
                          "select id from Container where id in :ids and deletedAt is null" + where,
                          String.class)
                      .setParameter("ids", ids);
              scope.account().ifPresent(account -> query.setParameter("account", account));
              return query.getResultList();
            });
  }

  /**
   * @param position empty for the beginning
   */
  Uni<List<Container>> page(
      ContainerFilter filter, ContainerSort sort, List<String> position, int limit) {
    ContainerSelection selection = new ContainerSelection(filter).behind(sort, position);
    String query = "select c.* from container c" + selection.where() + " order by ";
    return Panache.getSession()
        .chain(
            session ->
                selection
                    .bind(session.createNativeQuery(query + sort.orderBy(), Container.class))
                    .setMaxResults(limit)
                    .getResultList());
  }

  Uni<Long> count(ContainerFilter filter) {
    ContainerSelection selection = new ContainerSelection(filter);
    String query = "select count(*) from container c" + selection.where();
    return Panache.getSession()
        .chain(
            session ->
                selection.bind(session.createNativeQuery(query, Long.class)).getSingleResult());
  }

  /** The first of them, in the order of accounts, environments and layers. */
  Uni<List<ContainerCount>> countByLayer(ContainerFilter filter, int limit) {
    ContainerSelection selection = new ContainerSelection(filter);
    String query =
        "select c.account, c.environment, c.layer, count(*) from container c"
            + selection.where()
            + " group by c.account, c.environment, c.layer"
            + " order by c.account, c.environment, c.layer nulls first";
    return Panache.getSession()
        .chain(
            session ->
                selection
                    .bind(session.<Object[]>createNativeQuery(query))
                    .setMaxResults(limit)
                    .getResultList())
        .map(rows -> rows.stream().map(ContainerRepository::count).toList());
  }

  private static ContainerCount count(Object[] row) {
    return new ContainerCount(
        (String) row[0], (String) row[1], (String) row[2], ((Number) row[3]).longValue());
  }

  Uni<List<Container>> running(String after, int limit) {
    return find(
            "deletedAt is null and runtime = ?1 and id > ?2 order by id",
            RuntimeStatus.RUNNING,
            after)
        .page(0, limit)
        .list();
  }

  private static Container notDeleted(Container container) {
    return container == null || container.isDeleted() ? null : container;
  }
}
