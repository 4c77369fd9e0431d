package dev.postern.key.listing;

import dev.postern.identity.Scope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A table that is listed in the order of adding, within the caller's session. Its entity has an
 * {@code id} and a {@code position}, and an attribute that names an account.
 */
public abstract class ListedRepository<T> {

  private final Class<T> entity;

  protected ListedRepository(Class<T> entity) {
    this.entity = entity;
  }

  /**
   * @return null where there is none
   */
  public Uni<T> find(String id) {
    return session().chain(s -> s.find(entity, id));
  }

  /**
   * @return null where there is none
   */
  public Uni<T> findLocked(String id) {
    return session().chain(s -> s.find(entity, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * @param attribute of the entity that names the account
   */
  protected Uni<Long> count(String attribute, String account) {
    String query = "select count(*) from %s where %s = :account".formatted(name(), attribute);
    return session()
        .chain(
            s ->
                s.createQuery(query, Long.class)
                    .setParameter("account", account)
                    .getSingleResult());
  }

  /**
   * One row more than the page's limit, where there are that many.
   *
   * @param attribute of the entity that names the account
   */
  protected Uni<List<T>> list(Scope scope, String attribute, Page page) {
    String where = scope.account().map(a -> " and " + attribute + " = :account").orElse("");
    String query = "from " + name() + " where position > :after" + where + " order by position";
    return session()
        .chain(
            s -> {
              Mutiny.SelectionQuery<T> rows =
                  s.createQuery(query, entity)
                      .setParameter("after", page.after())
                      .setMaxResults(page.limit() + 1);
              scope.account().ifPresent(account -> rows.setParameter("account", account));
              return rows.getResultList();
            });
  }

  /** By statement: {@code Session.remove} mixes up the transactions of two event loops. */
  public Uni<Void> remove(T row, String id) {
    return session()
        .invoke(s -> s.detach(row))
        .chain(
            s ->
                s.createMutationQuery("delete from " + name() + " where id = :id")
                    .setParameter("id", id)
                    .executeUpdate())
        .replaceWithVoid();
  }

  protected static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }

  private String name() {
    return entity.getSimpleName();
  }
}
